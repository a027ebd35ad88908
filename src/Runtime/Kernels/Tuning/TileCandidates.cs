using System.Collections.Immutable;
using SweepDsl.Runtime.Kernels.Planning;
using SweepDsl.Runtime.Kernels.Planning.Register;
using SweepDsl.Runtime.Vulkan;

namespace SweepDsl.Runtime.Kernels.Tuning;

/// <summary>The tiles that a product may be made with on a device.</summary>
/// <param name="device">What the device says of itself.</param>
/// <param name="forced">The family to take; null lets times decide.</param>
public sealed class TileCandidates(DeviceTraits device, KernelFamily? forced = null)
{
    private const int FewTiled = 4;

    private readonly DefaultTiles _defaults = new(device, forced);

    /// <summary>The tile without any measurement.</summary>
    public ProductTile Default(ProductProblem problem) => _defaults.For(problem);

    /// <summary>The tiles to time, the default first.</summary>
    /// <param name="problem">The product.</param>
    /// <param name="mode">How many.</param>
    public ImmutableArray<ProductTile> Of(ProductProblem problem, TuneMode mode)
    {
        ProductTile first = Default(problem);
        bool isSoftware = device.Type == GpuDeviceType.Cpu;
        return mode switch
        {
            TuneMode.Full => [first, .. All(problem).Where(tile => tile != first)],
            TuneMode.Auto when !isSoftware => [first, .. Near(problem, first)],
            _ => [first],
        };
    }

    /// <summary>Whether a tile, read from a file perhaps, is one of those that a product may be made with.</summary>
    public bool Contains(ProductProblem problem, ProductTile tile) => Of(problem, TuneMode.Full).Contains(tile);

    // Where a pool is fused into the product, its kernel's family was chosen with the pool: tiled kernels fuse none.
    private IEnumerable<ProductTile> All(ProductProblem problem)
    {
        bool isFree = forced is null && problem.Pool is null;
        bool takesRegister = device.CanShuffle && RegisterTiles.CanFetch(problem, device) && (isFree || _defaults.Family == KernelFamily.Register);
        bool takesTiled = problem.Pool is null && (isFree || _defaults.Family == KernelFamily.Tiled || !takesRegister);
        return (takesRegister ? RegisterTiles.Candidates(problem, device.SubgroupSize) : [])
            .Concat<ProductTile>(takesTiled ? WorkgroupTiles.Candidates(problem, device) : []);
    }

    // Of the tiled family those next to the default in size; of the register family its default, which small products may prefer.
    private IEnumerable<ProductTile> Near(ProductProblem problem, ProductTile first)
    {
        ProductTile[] all = [.. All(problem)];
        ProductTile[] tiled = [.. all.Where(tile => tile.Family == KernelFamily.Tiled)];
        int place = Math.Max(0, Array.IndexOf(tiled, first));
        RegisterTile register = RegisterTiles.For(problem, device.SubgroupSize);
        return tiled
            .OrderBy(tile => Math.Abs(Array.IndexOf(tiled, tile) - place))
            .Take(FewTiled + 1)
            .Concat(all.Where(tile => tile == register))
            .Where(tile => tile != first);
    }
}
