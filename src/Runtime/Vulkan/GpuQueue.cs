using Silk.NET.Vulkan;

namespace SweepDsl.Runtime.Vulkan;

/// <summary>
/// The way to the device: submissions run in the order given, several may be under way. Submitting and waiting allocate nothing once as many fences exist as
/// submissions were ever under way together.
/// </summary>
public sealed unsafe class GpuQueue : DeviceObject
{
    /// <summary>The most recordings that one submission takes.</summary>
    public const int MaxRecordings = 256;

    private readonly Lock _gate = new();
    private readonly List<FenceSlot> _slots = [];
    private readonly Queue _handle;
    private ulong _lastSerial;
    private bool _isHung;

    internal GpuQueue(GpuDevice device, TimeSpan timeout)
        : base(device, "queue")
    {
        Timeout = timeout;
        device.Vk.GetDeviceQueue(device.Handle, device.QueueFamily, 0, out _handle);
        Adopt();
    }

    /// <summary>How long a submission may take before the device counts as hung.</summary>
    public TimeSpan Timeout { get; }

    /// <summary>Submits recordings, to run in this order.</summary>
    /// <exception cref="DeviceLostException">The device was lost.</exception>
    public Submission Submit(params ReadOnlySpan<RecordedCommands> recordings)
    {
        ArgumentOutOfRangeException.ThrowIfZero(recordings.Length, nameof(recordings));
        ArgumentOutOfRangeException.ThrowIfGreaterThan(recordings.Length, MaxRecordings, nameof(recordings));
        CommandBuffer* commands = stackalloc CommandBuffer[recordings.Length];
        for (int i = 0; i < recordings.Length; i++)
        {
            commands[i] = recordings[i].Device == Device
                ? recordings[i].Handle
                : throw new ArgumentException($"The recording '{recordings[i].Label}' was made for another device.", nameof(recordings));
        }

        string label = recordings[^1].Purpose;
        lock (_gate)
        {
            if (Device.IsLost)
            {
                throw Device.AlreadyLost(label);
            }

            FenceSlot slot = FreeSlot(label);
            SubmitInfo info = new()
            {
                SType = StructureType.SubmitInfo,
                CommandBufferCount = (uint)recordings.Length,
                PCommandBuffers = commands,
            };
            Fence fence = slot.Fence;
            Device.ThrowIfFailed(Device.Vk.ResetFences(Device.Handle, 1, in fence), label);
            Device.ThrowIfFailed(Device.Vk.QueueSubmit(_handle, 1, in info, fence), label);
            (slot.Serial, slot.Label, slot.IsPending) = (++_lastSerial, label, true);
            return new Submission(this, _lastSerial);
        }
    }

    internal bool HasEnded(ulong serial)
    {
        if (Find(serial) is not { } slot)
        {
            return true;
        }

        try
        {
            Result result = Device.Vk.GetFenceStatus(Device.Handle, slot.Fence);
            if (result == Result.NotReady)
            {
                return false;
            }

            Device.ThrowIfFailed(result, slot.Label, nameof(Device.Vk.GetFenceStatus));
            return true;
        }
        finally
        {
            Leave(slot);
        }
    }

    internal void Wait(ulong serial, TimeSpan timeout)
    {
        if (Find(serial) is not { } slot)
        {
            return;
        }

        try
        {
            Fence fence = slot.Fence;
            Result result = Device.Vk.WaitForFences(Device.Handle, 1, in fence, true, Nanoseconds(timeout));
            if (result == Result.Timeout)
            {
                _isHung = true;
                throw Device.Hang(slot.Label, timeout);
            }

            Device.ThrowIfFailed(result, slot.Label, nameof(Device.Vk.WaitForFences));
            Retire(serial);
        }
        finally
        {
            Leave(slot);
        }
    }

    /// <summary>Waits for all work; false when the device hangs. A lost device counts as drained: the standard lets its objects be destroyed.</summary>
    internal bool TryDrain()
    {
        try
        {
            // Who found it hung has waited long enough; it is looked at once more, and not once for each object that is disposed.
            Wait(_lastSerial, _isHung ? TimeSpan.Zero : Timeout);
            return true;
        }
        catch (DeviceLostException error)
        {
            return error.Result != nameof(Result.Timeout);
        }
        catch (GpuException)
        {
            return Device.Vk.DeviceWaitIdle(Device.Handle) is Result.Success or Result.ErrorDeviceLost;
        }
    }

    private protected override void Release()
    {
        foreach (FenceSlot slot in _slots)
        {
            Device.Vk.DestroyFence(Device.Handle, slot.Fence, null);
        }

        _slots.Clear();
    }

    private static ulong Nanoseconds(TimeSpan timeout) => (ulong)Math.Max(timeout.Ticks, 0) * TimeSpan.NanosecondsPerTick;

    private FenceSlot? Find(ulong serial)
    {
        lock (_gate)
        {
            foreach (FenceSlot slot in _slots)
            {
                if (slot.IsPending && slot.Serial == serial)
                {
                    slot.Waiters++;
                    return slot;
                }
            }

            return null;
        }
    }

    private void Leave(FenceSlot slot)
    {
        lock (_gate)
        {
            slot.Waiters--;
        }
    }

    // A fence of a queue signals after those of all earlier submissions to it.
    private void Retire(ulong serial)
    {
        lock (_gate)
        {
            foreach (FenceSlot slot in _slots)
            {
                slot.IsPending &= slot.Serial > serial;
            }
        }
    }

    private FenceSlot FreeSlot(string label)
    {
        foreach (FenceSlot slot in _slots)
        {
            // A fence that somebody still waits on must not be reset under them.
            if (!slot.IsPending && slot.Waiters == 0)
            {
                return slot;
            }
        }

        FenceCreateInfo info = new() { SType = StructureType.FenceCreateInfo };
        Device.ThrowIfFailed(Device.Vk.CreateFence(Device.Handle, in info, null, out Fence fence), label);
        FenceSlot added = new(fence);
        _slots.Add(added);
        return added;
    }

    private sealed class FenceSlot(Fence fence)
    {
        public Fence Fence { get; } = fence;

        public ulong Serial { get; set; }

        public string Label { get; set; } = "";

        public bool IsPending { get; set; }

        public int Waiters { get; set; }
    }
}
