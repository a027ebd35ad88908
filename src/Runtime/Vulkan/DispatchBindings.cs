using System.Collections.Immutable;

namespace SweepDsl.Runtime.Vulkan;

/// <summary>
/// Binds kernels to buffers, once, for any number of recordings: all descriptors are written here, so that a recording made later writes none.
/// The pipelines and buffers must outlive it.
/// </summary>
public sealed class DispatchBindings : DeviceObject
{
    private readonly DescriptorSets _sets;

    /// <summary>Holds no bindings yet.</summary>
    /// <param name="device">The device; it owns the bindings.</param>
    /// <param name="label">Name for captures and errors.</param>
    public DispatchBindings(GpuDevice device, string label)
        : base(device, label)
    {
        _sets = new DescriptorSets(device, label);
        Adopt();
    }

    /// <summary>Binds a launch.</summary>
    /// <param name="pipeline">The kernel.</param>
    /// <param name="buffers">Its buffers, in binding order.</param>
    /// <param name="pushConstants">Its push-constant block; empty when it has none.</param>
    /// <param name="groups">Workgroups along x, y and z.</param>
    /// <param name="label">Name for captures and errors.</param>
    /// <exception cref="ArgumentException">The kernel and what is given to it do not fit, or the device does not allow it.</exception>
    public BoundDispatch Bind(ComputePipeline pipeline, ReadOnlySpan<BufferRange> buffers, ImmutableArray<byte> pushConstants, (uint X, uint Y, uint Z) groups, string label)
    {
        ThrowIfReleased();
        DispatchCheck.ThrowIfUnfit(Device, pipeline, buffers, pushConstants.AsSpan(), groups, label);
        return new BoundDispatch(pipeline, buffers.IsEmpty ? default : _sets.Get(pipeline.SetLayout, buffers), pushConstants, groups, label);
    }

    private protected override void Release() => _sets.Destroy();
}
