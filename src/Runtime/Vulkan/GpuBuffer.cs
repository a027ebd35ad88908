using System.Runtime.InteropServices;
using Silk.NET.Vulkan;
using VkBuffer = Silk.NET.Vulkan.Buffer;

namespace SweepDsl.Runtime.Vulkan;

/// <summary>
/// A buffer on a device; its <see cref="DeviceArena"/> owns and releases it. Uploads and fills take effect before anything submitted later, downloads after
/// everything submitted before; call them when no submission under way uses the same bytes.
/// </summary>
public sealed unsafe class GpuBuffer
{
    private readonly GpuDevice _device;
    private VkBuffer _handle;
    private byte* _mapped;

    internal GpuBuffer(GpuDevice device, ArenaBuffer request)
    {
        _device = device;
        (Label, ByteLength) = (request.Label, request.ByteLength);
        ThrowIfUnfit(request);
        BufferCreateInfo info = new()
        {
            SType = StructureType.BufferCreateInfo,
            Size = (ulong)request.ByteLength,
            Usage = BufferUsageFlags.StorageBufferBit
                | BufferUsageFlags.UniformTexelBufferBit
                | BufferUsageFlags.TransferSrcBit
                | BufferUsageFlags.TransferDstBit,
            SharingMode = SharingMode.Exclusive,
        };
        device.ThrowIfFailed(device.Vk.CreateBuffer(device.Handle, in info, null, out _handle), Label);
        try
        {
            device.Labels.Name(ObjectType.Buffer, _handle.Handle, Label);
        }
        catch
        {
            Destroy();
            throw;
        }

        device.Vk.GetBufferMemoryRequirements(device.Handle, _handle, out MemoryRequirements requirements);
        Requirements = requirements;
    }

    /// <summary>Its name in captures and errors.</summary>
    public string Label { get; }

    /// <summary>Its size in bytes.</summary>
    public long ByteLength { get; }

    /// <summary>The whole buffer as a range.</summary>
    public BufferRange Whole => new(this, 0, ByteLength);

    internal GpuDevice Device => _device;

    internal VkBuffer Handle => _handle.Handle != 0 ? _handle : throw new ObjectDisposedException(Label);

    internal MemoryRequirements Requirements { get; }

    /// <summary>Whether the host reads and writes the memory itself, without copies.</summary>
    internal bool IsMapped => _mapped != null;

    /// <summary>A part of the buffer.</summary>
    /// <param name="byteOffset">First byte.</param>
    /// <param name="byteLength">Number of bytes.</param>
    public BufferRange Range(long byteOffset, long byteLength) => new(this, byteOffset, byteLength);

    /// <summary>Writes values into the buffer.</summary>
    /// <param name="values">What to write; its size in bytes a multiple of 4.</param>
    /// <param name="byteOffset">Where to: a multiple of 4.</param>
    public void Upload<T>(ReadOnlySpan<T> values, long byteOffset = 0)
        where T : unmanaged
    {
        ReadOnlySpan<byte> bytes = MemoryMarshal.AsBytes(values);
        if (bytes.IsEmpty)
        {
            return;
        }

        BufferRange range = Aligned(byteOffset, bytes.Length);
        if (IsMapped)
        {
            bytes.CopyTo(Mapped(range));
        }
        else
        {
            _device.Staging.Upload(range, bytes);
        }
    }

    /// <summary>Reads values from the buffer.</summary>
    /// <param name="values">Where to; its size in bytes a multiple of 4.</param>
    /// <param name="byteOffset">Where from: a multiple of 4.</param>
    public void Download<T>(Span<T> values, long byteOffset = 0)
        where T : unmanaged
    {
        Span<byte> bytes = MemoryMarshal.AsBytes(values);
        if (bytes.IsEmpty)
        {
            return;
        }

        BufferRange range = Aligned(byteOffset, bytes.Length);
        if (IsMapped)
        {
            Mapped(range).CopyTo(bytes);
        }
        else
        {
            _device.Staging.Download(range, bytes);
        }
    }

    /// <summary>Fills the whole buffer with one 32-bit pattern.</summary>
    public void Fill(uint pattern) => Fill(pattern, 0, ByteLength);

    /// <summary>Fills a range with one 32-bit pattern; offset and length are multiples of 4.</summary>
    public void Fill(uint pattern, long byteOffset, long byteLength)
    {
        BufferRange range = Aligned(byteOffset, byteLength);
        if (!IsMapped)
        {
            _device.Staging.Fill(range, pattern);
            return;
        }

        // A span holds at most 2 GiB.
        for (long done = 0; done < byteLength; done += StagingCopies.ChunkBytes)
        {
            BufferRange chunk = Range(byteOffset + done, Math.Min(StagingCopies.ChunkBytes, byteLength - done));
            MemoryMarshal.Cast<byte, uint>(Mapped(chunk)).Fill(pattern);
        }
    }

    /// <inheritdoc/>
    public override string ToString() => $"{Label} ({ByteLength} B)";

    internal void Bind(DeviceMemory memory, long offset, byte* mappedMemory)
    {
        _device.ThrowIfFailed(_device.Vk.BindBufferMemory(_device.Handle, _handle, memory, (ulong)offset), Label);
        _mapped = mappedMemory == null ? null : mappedMemory + offset;
    }

    internal void Destroy()
    {
        _device.Vk.DestroyBuffer(_device.Handle, _handle, null);
        _handle = default;
        _mapped = null;
    }

    private void ThrowIfUnfit(ArenaBuffer request)
    {
        if (request.ByteLength <= 0 || request.ByteLength % sizeof(uint) != 0)
        {
            throw new ArgumentOutOfRangeException(
                nameof(request), request.ByteLength, $"The size of buffer '{request.Label}' must be a positive multiple of 4 bytes.");
        }

        long limit = Math.Min(_device.Limits.MaxBufferSize, _device.Limits.MaxMemoryAllocationSize);
        if (request.ByteLength > limit)
        {
            throw new OutOfDeviceMemoryException(
                "vkCreateBuffer",
                nameof(Result.ErrorOutOfDeviceMemory),
                request.Label,
                $"It would take {ByteCount.Format(request.ByteLength)} ({request.ByteLength} bytes); "
                + $"one buffer of {_device.Info.Name} holds at most {ByteCount.Format(limit)}.",
                validationMessage: null);
        }
    }

    private BufferRange Aligned(long byteOffset, long byteLength)
    {
        _ = Handle;
        BufferRange range = Range(byteOffset, byteLength);
        range.ThrowIfOutside();
        return byteOffset % sizeof(uint) == 0 && byteLength % sizeof(uint) == 0
            ? range
            : throw new ArgumentException($"{range} must start and end at multiples of 4 bytes.", nameof(byteOffset));
    }

    private Span<byte> Mapped(BufferRange range) => new(_mapped + range.ByteOffset, checked((int)range.ByteLength));
}
