namespace SweepDsl.Runtime.Vulkan;

/// <summary>Something made on a device. The device releases what its user has not, last made first, before it closes.</summary>
public abstract class DeviceObject : IDisposable
{
    private readonly LinkedListNode<DeviceObject> _node;
    private int _isReleased;

    private protected DeviceObject(GpuDevice device, string label)
    {
        Device = device;
        Label = label;
        _node = new LinkedListNode<DeviceObject>(this);
    }

    /// <summary>The device it lives on.</summary>
    public GpuDevice Device { get; }

    /// <summary>Its name in captures, validation messages and errors.</summary>
    public string Label { get; }

    /// <summary>Releases it once the device has finished all work given to it; a second call does nothing.</summary>
    public void Dispose()
    {
        if (Interlocked.Exchange(ref _isReleased, 1) == 0)
        {
            Device.Forget(_node);
            if (Device.IsIdle())
            {
                Release();
            }
        }

        GC.SuppressFinalize(this);
    }

    /// <summary>To be called at the end of a constructor: from here on the device looks after it.</summary>
    private protected void Adopt() => Device.Remember(_node);

    private protected abstract void Release();

    private protected void ThrowIfReleased() => ObjectDisposedException.ThrowIf(_isReleased != 0, this);
}
