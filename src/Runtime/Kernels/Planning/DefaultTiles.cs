using SweepDsl.Runtime.Kernels.Planning.Register;
using SweepDsl.Runtime.Vulkan;

namespace SweepDsl.Runtime.Kernels.Planning;

/// <summary>Tiles chosen by shapes and by what the device says of itself, without measuring: register kernels on processors whose lanes can shuffle, tiled ones elsewhere and for tensors that register kernels cannot fetch from; products of float16 on GPUs in units for matrices, where there are any.</summary>
/// <param name="device">What the device says of itself.</param>
/// <param name="forced">The family to take; null lets the device decide.</param>
public sealed class DefaultTiles(DeviceTraits device, KernelFamily? forced = null) : IProductTiles
{
    /// <summary>The family that products are made by, where not in units for matrices.</summary>
    public KernelFamily Family { get; } = forced is { } family and not KernelFamily.Cooperative
        ? family
        : device.Type == GpuDeviceType.Cpu && device.CanShuffle ? KernelFamily.Register : KernelFamily.Tiled;

    /// <summary>The tiles for a device, by the family that the environment forces, if it forces one.</summary>
    /// <exception cref="SweepException">The environment names no family.</exception>
    public static DefaultTiles For(GpuDeviceInfo device) => new(DeviceTraits.Of(device), KernelFamilyOverride.FromEnvironment());

    /// <inheritdoc/>
    public ProductTile For(ProductProblem problem) =>
        Cooperative(problem) is { } cooperative ? cooperative
        : Family == KernelFamily.Register && RegisterTiles.CanFetch(problem, device) ? RegisterTiles.For(problem, device.SubgroupSize)
        : WorkgroupTiles.Default(problem, device);

    /// <inheritdoc/>
    public bool CanPool(ProductProblem problem) => For(problem) is RegisterTile && RegisterTiles.CanUnpool(problem, device);

    // Whether a product is made in units for matrices must not depend on any time, for its bits do.
    private CooperativeTile? Cooperative(ProductProblem problem) => forced == KernelFamily.Cooperative || (forced is null && device.Type != GpuDeviceType.Cpu)
        ? SharedTiles.LargestThatFills(CooperativeTiles.Candidates(problem, device), problem)
        : null;
}
