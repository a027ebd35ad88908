using SweepDsl.Runtime.Kernels;
using SweepDsl.Runtime.Kernels.Planning;
using SweepDsl.Runtime.Kernels.Tuning;
using SweepDsl.Runtime.Vulkan;

namespace SweepDsl.Runtime.Tests.Kernels.Tuning;

public sealed class TileCandidatesTests
{
    private static readonly DeviceTraits Gpu = new(0x1002, GpuDeviceType.Discrete, 64 << 10, 1024, 1024, 64, SubgroupOperations.Shuffle, 1 << 27);
    private static readonly ConvolutionGeometry Convolution = new(new WindowGeometry(8, 8, 3, 3, 1, 1, 1, 1, 8, 8), 16, 32);
    private static readonly ProductProblem Problem = ProductProblem.Conv2d(ProductDirection.Forward, Convolution, 64);

    [Test]
    public void The_default_comes_first_and_none_twice([Values] TuneMode mode, [Values] GpuDeviceType type)
    {
        TileCandidates candidates = new(Gpu with { Type = type });

        ImmutableArray<ProductTile> tiles = candidates.Of(Problem, mode);

        Assert.That(tiles[0], Is.EqualTo(candidates.Default(Problem)));
        Assert.That(tiles, Is.Unique);
    }

    [Test]
    public void All_of_them_are_of_both_families() => Assert.That(
        new TileCandidates(Gpu).Of(Problem, TuneMode.Full).Select(tile => tile.Family).Distinct(), Is.EquivalentTo((KernelFamily[])[KernelFamily.Register, KernelFamily.Tiled]));

    [Test]
    public void A_forced_family_has_candidates_of_its_own_alone([Values(KernelFamily.Register, KernelFamily.Tiled)] KernelFamily family) => Assert.That(
        new TileCandidates(Gpu, family).Of(Problem, TuneMode.Full).Select(tile => tile.Family), Is.All.EqualTo(family));

    [Test]
    public void What_units_for_matrices_make_by_default_is_made_by_nothing_else([Values(TuneMode.Auto, TuneMode.Full)] TuneMode mode)
    {
        DeviceTraits device = Gpu with { Matrix = new CooperativeMatrix(CooperativeMatrixExtension.Khr, 16, 16, 16) };
        ProductProblem halves = ProductProblem.Conv2d(ProductDirection.Forward, Convolution, 64, ElementType.Float16);
        TileCandidates candidates = new(device);

        Assert.That(candidates.Of(halves, mode).Select(tile => tile.Family), Is.All.EqualTo(KernelFamily.Cooperative));
        Assert.That(candidates.Of(halves, mode), Has.Length.GreaterThan(1).And.Unique);
        Assert.That(candidates.Of(Problem, mode).Select(tile => tile.Family), Is.All.Not.EqualTo(KernelFamily.Cooperative));
    }

    [Test]
    public void Software_devices_are_measured_only_when_all_is_asked_for()
    {
        TileCandidates candidates = new(Gpu with { Type = GpuDeviceType.Cpu });

        Assert.That(candidates.Of(Problem, TuneMode.Auto), Has.Length.EqualTo(1));
        Assert.That(candidates.Of(Problem, TuneMode.Full), Has.Length.GreaterThan(10));
    }

    [Test]
    public void A_pool_that_is_fused_stays_fused_and_one_that_is_not_stays_apart([Values] GpuDeviceType type)
    {
        TileCandidates candidates = new(Gpu with { Type = type });
        ProductProblem pooled = ProductProblem.PooledConv2d(Convolution, new FusedPool(2, 2), 64)!;

        Assert.That(candidates.Of(pooled, TuneMode.Full).Select(tile => tile.Family), Is.All.EqualTo(candidates.Default(pooled).Family));
    }

    [Test]
    public void Lanes_that_cannot_shuffle_rule_register_kernels_out() => Assert.That(
        new TileCandidates(Gpu with { SubgroupOperations = SubgroupOperations.Basic }).Of(Problem, TuneMode.Full).Select(tile => tile.Family), Is.All.EqualTo(KernelFamily.Tiled));
}
