namespace SweepDsl.Runtime.Vulkan;

/// <summary>Counts what costs host time or memory on one device, so that plans and promises can be held against what was done.</summary>
internal sealed class DeviceCounters
{
    private long _allocatedBytes;
    private long _descriptorWrites;

    /// <summary>Bytes of device memory allocated now, in all arenas.</summary>
    public long AllocatedBytes => Interlocked.Read(ref _allocatedBytes);

    /// <summary>Descriptors written so far.</summary>
    public long DescriptorWrites => Interlocked.Read(ref _descriptorWrites);

    public void Allocated(long bytes) => Interlocked.Add(ref _allocatedBytes, bytes);

    public void Freed(long bytes) => Interlocked.Add(ref _allocatedBytes, -bytes);

    public void DescriptorsWritten(int count) => Interlocked.Add(ref _descriptorWrites, count);
}
