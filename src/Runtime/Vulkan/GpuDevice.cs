using System.Runtime.CompilerServices;
using Silk.NET.Vulkan;

namespace SweepDsl.Runtime.Vulkan;

/// <summary>
/// An open device: owner of everything made on it. Work is recorded and submitted from one thread at a time for each recorder; submitting and waiting may happen from several.
/// </summary>
public sealed partial class GpuDevice : IDisposable
{
    private readonly VulkanInstance _instance;
    private readonly Lock _gate = new();
    private readonly LinkedList<DeviceObject> _objects = [];
    private bool _isDisposed;

    /// <summary>What the device says of itself.</summary>
    public GpuDeviceInfo Info { get; }

    /// <summary>Its limits.</summary>
    public DeviceLimits Limits => Info.Limits;

    /// <summary>Where recorded work goes.</summary>
    public GpuQueue Queue { get; }

    /// <summary>Whether the device was lost or hung; nothing can be done with it then but close it.</summary>
    public bool IsLost { get; private set; }

    /// <summary>Warnings and errors of the validation layer so far, oldest first; empty when it is off.</summary>
    public IReadOnlyList<ValidationMessage> ValidationMessages => _instance.Validation?.Messages ?? [];

    internal ValidationLog? Validation => _instance.Validation;

    internal Vk Vk => _instance.Vk;

    internal Device Handle { get; private set; }

    internal MemoryPlanner Memory { get; }

    internal DeviceCounters Counters { get; } = new();

    internal PipelineLayouts Layouts { get; }

    internal PipelineCacheFile PipelineCache { get; }

    internal ObjectLabels Labels { get; }

    internal StagingCopies Staging { get; }

    internal uint QueueFamily { get; }

    /// <summary>Finishes all work, releases everything made on the device, last made first, and closes it; a second call does nothing.</summary>
    public void Dispose()
    {
        if (_isDisposed)
        {
            return;
        }

        _isDisposed = true;
        if (!IsLost && IsIdle())
        {
            PipelineCache.Save();
        }

        Close();
    }

    internal void Remember(LinkedListNode<DeviceObject> node)
    {
        lock (_gate)
        {
            _objects.AddLast(node);
        }
    }

    internal void Forget(LinkedListNode<DeviceObject> node)
    {
        lock (_gate)
        {
            if (node.List is not null)
            {
                _objects.Remove(node);
            }
        }
    }

    /// <summary>Waits for all submitted work; false when the device hangs, and what it may still use must then be left alone.</summary>
    internal bool IsIdle() => Queue is null || Queue.TryDrain();

    internal void ThrowIfFailed(Result result, string subject, [CallerArgumentExpression(nameof(result))] string expression = "")
    {
        if (result == Result.Success)
        {
            return;
        }

        IsLost |= result == Result.ErrorDeviceLost;
        throw ResultCheck.Failure(result, subject, _instance.Validation, ResultCheck.FunctionName(expression));
    }

    internal DeviceLostException Hang(string subject, TimeSpan timeout)
    {
        IsLost = true;
        return new DeviceLostException(
            "vkWaitForFences",
            nameof(Result.Timeout),
            subject,
            $"The device did not finish within {timeout.TotalSeconds:0.#} s and counts as hung.",
            _instance.Validation?.LastMessage);
    }

    internal DeviceLostException AlreadyLost(string subject) =>
        new("vkQueueSubmit", nameof(Result.ErrorDeviceLost), subject, "The device was lost before; close it and open it anew.", _instance.Validation?.LastMessage);

    private DeviceObject? LastObject()
    {
        lock (_gate)
        {
            return _objects.Last?.Value;
        }
    }
}
