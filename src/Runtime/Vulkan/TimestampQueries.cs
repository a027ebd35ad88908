using Silk.NET.Vulkan;

namespace SweepDsl.Runtime.Vulkan;

/// <summary>The timestamps of one recording.</summary>
internal sealed unsafe class TimestampQueries
{
    private readonly GpuDevice _device;
    private readonly string _label;
    private readonly int _capacity;
    private readonly QueryPool _pool;
    private int _written;

    public TimestampQueries(GpuDevice device, string label, int capacity)
    {
        (_device, _label, _capacity) = (device, label, capacity);
        QueryPoolCreateInfo info = new()
        {
            SType = StructureType.QueryPoolCreateInfo,
            QueryType = QueryType.Timestamp,
            QueryCount = (uint)capacity,
        };
        device.ThrowIfFailed(device.Vk.CreateQueryPool(device.Handle, in info, null, out _pool), label);
    }

    public void Reset(CommandBuffer commands) => _device.Vk.CmdResetQueryPool(commands, _pool, 0, (uint)_capacity);

    public void Write(CommandBuffer commands)
    {
        if (_written == _capacity)
        {
            throw new InvalidOperationException($"The recording '{_label}' was begun for {_capacity} timestamps.");
        }

        _device.Vk.CmdWriteTimestamp(commands, PipelineStageFlags.BottomOfPipeBit, _pool, (uint)_written++);
    }

    /// <summary>Nanoseconds from the first timestamp to each.</summary>
    public double[] Read()
    {
        ulong[] ticks = new ulong[_written];
        if (_written == 0)
        {
            return [];
        }

        fixed (ulong* first = ticks)
        {
            const QueryResultFlags Flags = QueryResultFlags.Result64Bit | QueryResultFlags.ResultWaitBit;
            _device.ThrowIfFailed(
                _device.Vk.GetQueryPoolResults(
                    _device.Handle, _pool, 0, (uint)_written, (nuint)_written * sizeof(ulong), first, sizeof(ulong), Flags),
                _label);
        }

        // Timestamps wrap at their number of bits: differences are taken modulo that.
        ulong mask = ulong.MaxValue >> (64 - _device.Limits.TimestampBits);
        return Array.ConvertAll(ticks, tick => ((tick - ticks[0]) & mask) * _device.Limits.TimestampPeriodNs);
    }

    public void Destroy() => _device.Vk.DestroyQueryPool(_device.Handle, _pool, null);
}
