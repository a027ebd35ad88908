using System.Collections.Immutable;
using SweepDsl.Runtime.Kernels.Planning;
using SweepDsl.Runtime.Kernels.Planning.Register;
using SweepDsl.Runtime.Vulkan;

namespace SweepDsl.Runtime.Kernels.Tuning;

/// <summary>The tiles that a product may be made with on a device.</summary>
/// <param name="device">What the device says of itself.</param>
/// <param name="forced">The family to take; null lets times decide, but for units for matrices, which the device decides on.</param>
public sealed class TileCandidates(DeviceTraits device, KernelFamily? forced = null)
{
    private const int FewTiled = 4;

    private readonly DefaultTiles _defaults = new(device, forced);

    /// <summary>The tile without any measurement.</summary>
    public ProductTile Default(ProductProblem problem) => _defaults.For(problem);

    /// <summary>Whether a max pool is made in the kernel of the product before it; no time decides that.</summary>
    public bool CanPool(ProductProblem problem) => _defaults.CanPool(problem);

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

    // Products in units for matrices have bits of their own, and tiles of all sizes the same.
    //
    // Where a pool is fused into the product, its kernel's family was chosen with the pool: tiled kernels fuse none.
    private IEnumerable<ProductTile> All(ProductProblem problem)
    {
        if (Default(problem) is CooperativeTile)
        {
            return CooperativeTiles.Candidates(problem, device);
        }

        bool isFree = forced is null && problem.Pool is null;
        bool takesRegister = device.CanShuffle && RegisterTiles.CanFetch(problem, device) && (isFree || _defaults.Family == KernelFamily.Register);
        bool takesTiled = problem.Pool is null && (isFree || _defaults.Family == KernelFamily.Tiled || !takesRegister);
        return (takesRegister ? RegisterTiles.Candidates(problem, device.SubgroupSize) : [])
            .Concat<ProductTile>(takesTiled ? WorkgroupTiles.Candidates(problem, device) : []);
    }

    // Of those with tiles in shared memory the ones next to the default in size; of the register family its default, which small products may prefer.
    private IEnumerable<ProductTile> Near(ProductProblem problem, ProductTile first)
    {
        ProductTile[] all = [.. All(problem)];
        SharedTile[] shared = [.. all.OfType<SharedTile>()];
        int place = Math.Max(0, Array.IndexOf(shared, first));
        RegisterTile register = RegisterTiles.For(problem, device.SubgroupSize);
        return shared
            .OrderBy(tile => Math.Abs(Array.IndexOf(shared, tile) - place))
            .Take(FewTiled + 1)
            .Concat(all.Where(tile => tile == register))
            .Where(tile => tile != first);
    }
}
