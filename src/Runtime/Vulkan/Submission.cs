namespace SweepDsl.Runtime.Vulkan;

/// <summary>Work on its way through the device.</summary>
public readonly struct Submission
{
    private readonly GpuQueue _queue;
    private readonly ulong _serial;

    internal Submission(GpuQueue queue, ulong serial)
    {
        (_queue, _serial) = (queue, serial);
    }

    /// <summary>Whether this work has ended; does not wait.</summary>
    /// <exception cref="DeviceLostException">The device was lost.</exception>
    public bool HasEnded => _queue?.HasEnded(_serial) ?? true;

    /// <summary>Waits until this work, and all that was submitted before it, has ended.</summary>
    /// <exception cref="DeviceLostException">The device was lost, or did not finish within the time that it was opened with.</exception>
    public void Wait() => _queue?.Wait(_serial, _queue.Timeout);

    /// <summary>As <see cref="Wait()"/>, with a time limit of its own.</summary>
    /// <param name="timeout">How long the device may take before it counts as hung.</param>
    public void Wait(TimeSpan timeout) => _queue?.Wait(_serial, timeout);
}
