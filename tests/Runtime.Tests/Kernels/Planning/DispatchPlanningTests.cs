using SweepDsl.Runtime.Kernels;
using SweepDsl.Runtime.Kernels.Planning;
using SweepDsl.Runtime.Vulkan;

namespace SweepDsl.Runtime.Tests.Kernels.Planning;

public sealed class DispatchPlanningTests
{
    private static readonly IProductTiles Tiles = new DefaultTiles(DeviceTraits.Minimal);
    private static readonly ConvolutionGeometry Large = new(new WindowGeometry(512, 512, 3, 3, 1, 1, 1, 1, 512, 512), 16, 16);

    [Test]
    public void Batches_of_all_sizes_share_the_pipeline_of_a_convolution_once_they_fill_workgroups()
    {
        Assert.That(Forward(batch: 64).Specialization, Is.EqualTo(Forward(batch: 2).Specialization));
    }

    [Test]
    public void More_groups_than_one_axis_takes_are_folded_into_two()
    {
        GroupCount groups = Forward(batch: 64).Groups;

        Assert.That(groups.Y, Is.GreaterThan(1));
        Assert.That(groups.X, Is.LessThanOrEqualTo(GroupCount.MaxPerAxis));
        Assert.That((long)groups.X * groups.Y, Is.GreaterThanOrEqualTo(64L * 512 * 512 / 32));
    }

    [Test]
    public void A_view_that_is_too_short_is_refused_by_name() => Assert.That(
        () => DenseKernels.Forward(Tiles, 4, 4, 2, View(31), View(64), null, View(32), null, Activations.Identity, "layers.3.forward"),
        Throws.ArgumentException.With.Message.Contains("layers.3.forward").And.Message.Contains("32 are needed"));

    [Test]
    public void A_tensor_that_one_binding_cannot_reach_is_refused() => Assert.That(
        () => ActivationKernels.Forward(Activations.Relu, 1L << 30, View(1L << 32), View(1L << 32), "act"),
        Throws.TypeOf<DeviceLimitException>().With.Message.Contains("one binding"));

    [Test]
    public void A_long_sum_is_cut_and_its_pieces_lie_in_scratch_that_bindings_can_start_at()
    {
        const int Batch = 8;
        long bytes = Conv2dKernels.BackwardWeightScratchBytes(Large, Batch);
        BufferView values = View(Batch * Large.InputElements * sizeof(float));

        ImmutableArray<Dispatch> dispatches = Conv2dKernels.BackwardWeight(
            Tiles, Large, Batch, values, values, View(Large.Weights * sizeof(float)), View(Large.OutputChannels * sizeof(float)), View(bytes), "conv");

        Assert.That(dispatches, Has.Length.EqualTo(2));
        Assert.That(dispatches[1].Buffers.Select(view => view.ByteOffset % 256), Is.All.Zero);
        Assert.That(dispatches[1].Buffers[1].ByteOffset + dispatches[1].Buffers[1].ByteLength, Is.EqualTo(bytes));
        Assert.That(dispatches[1].Buffers[0].Overlaps(dispatches[1].Buffers[1]), Is.False);
    }

    [Test]
    public void A_short_sum_needs_no_scratch()
    {
        Assert.That(DenseKernels.BackwardWeightScratchBytes(32, 10, batch: 256), Is.Zero);
        Assert.That(
            DenseKernels.BackwardWeight(Tiles, 32, 10, 256, View(256 * 32 * 4), View(256 * 10 * 4), View(320 * 4), View(40), null, "dense"),
            Has.Length.EqualTo(1));
    }

    [Test]
    public void Missing_scratch_is_named() => Assert.That(
        () => DenseKernels.BackwardWeight(Tiles, 32, 10, 2048, View(2048 * 32 * 4), View(2048 * 10 * 4), View(320 * 4), View(40), null, "layers.9.backward_weight"),
        Throws.ArgumentNullException.With.Message.Contains("layers.9.backward_weight needs"));

    private static Dispatch Forward(int batch)
    {
        BufferView values = View((long)batch * Large.InputElements * sizeof(float));
        return Conv2dKernels.Forward(Tiles, Large, batch, values, View(Large.Weights * sizeof(float)), null, values, null, Activations.Relu, "conv");
    }

    private static BufferView View(long bytes) => new LogicalBuffer("test", (bytes + 3) / 4 * 4, BufferLifetime.Transient).View with { ByteLength = bytes };
}
