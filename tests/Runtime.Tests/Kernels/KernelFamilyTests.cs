using SweepDsl.Runtime.Kernels;
using SweepDsl.Runtime.Kernels.Planning;
using SweepDsl.Runtime.Kernels.Planning.Register;
using SweepDsl.Runtime.Tests.Vulkan;

namespace SweepDsl.Runtime.Tests.Kernels;

/// <summary>No bit of a product depends on the family of its kernel, or on its tile.</summary>
[TestFixtureSource(typeof(TestDevices), nameof(TestDevices.All))]
public sealed class KernelFamilyTests(string deviceIndex) : KernelFixture(deviceIndex)
{
    // Aligned and not, strides, borders, classes of pixels that meet no tap, one piece and several; the others differ in what they load alone.
    private static IEnumerable<ConvolutionCase> Few => ConvolutionCase.All.Where((_, i) => i is 2 or 3 or 11 or 12 or 13 or 17 or 23 or 24);

    private IProductTiles Register => new DefaultTiles(Bench.Traits, KernelFamily.Register);

    [TestCaseSource(typeof(ConvolutionCase), nameof(ConvolutionCase.All))]
    public void A_convolution_has_the_same_bits_in_both_families(ConvolutionCase shape)
    {
        FixedTiles tiled = new(new WorkgroupTile(32, 16, 16, 4, 4));

        Assert.That(Bits(shape, tiled, Activations.Relu), Is.EqualTo(Bits(shape, Register, Activations.Relu)));
    }

    [TestCaseSource(typeof(WorkgroupTiles), nameof(WorkgroupTiles.All))]
    public void Every_tile_gives_the_same_bits(WorkgroupTile tile)
    {
        Assume.That(tile.Fits(Bench.Traits), "the device grants less");
        ConvolutionCase[] shapes = [.. Few.Where((_, i) => i % 4 == WorkgroupTiles.All.IndexOf(tile) % 4), new("dense", 130, new(1, 1, 1, 1), 20, 132), new("dense", 17, new(1, 1, 1, 1), 23, 10)];

        Assert.Multiple(() =>
        {
            foreach (ConvolutionCase shape in shapes)
            {
                Assert.That(Bits(shape, new FixedTiles(tile), Activations.Identity), Is.EqualTo(Bits(shape, Register, Activations.Identity)), shape.ToString());
            }
        });
    }

    [TestCaseSource(nameof(Few))]
    public void Every_tile_of_the_register_family_gives_the_same_bits(ConvolutionCase shape)
    {
        uint[][] expected = Bits(shape, Register, Activations.Identity);
        ProductTile[] tiles = [.. RegisterTiles.Candidates(ProductProblem.Conv2d(ProductDirection.Forward, shape.Geometry, shape.Batch), Bench.Traits.SubgroupSize).Where((_, i) => i % 3 == 0)];

        Assert.Multiple(() =>
        {
            foreach (ProductTile tile in tiles)
            {
                Assert.That(Bits(shape, new FixedTiles(tile), Activations.Identity), Is.EqualTo(expected), tile.ToString());
            }
        });
    }

    [TestCaseSource(typeof(Activations), nameof(Activations.All))]
    public void Every_activation_has_the_same_bits_in_both_families(Activation activation)
    {
        WorkgroupTile tile = new(32, 16, 16, 4, 4);

        Assert.Multiple(() =>
        {
            foreach (ConvolutionCase shape in (ConvolutionCase[])[ConvolutionCase.All[2], ConvolutionCase.All[3], new("dense", 9, new(1, 1, 1, 1), 12, 7)])
            {
                Assert.That(Bits(shape, new FixedTiles(tile), activation), Is.EqualTo(Bits(shape, Register, activation)), shape.Name);
            }
        });
    }

    [Test]
    public void Products_without_bias_and_without_preactivation_have_the_same_bits_in_both_families()
    {
        WorkgroupTile tile = new(16, 16, 16, 4, 4);

        Assert.Multiple(() =>
        {
            foreach (ConvolutionCase shape in Few.Append(new("dense", 300, new(1, 1, 1, 1), 12, 7)))
            {
                Assert.That(BitsWithoutBias(shape, new FixedTiles(tile)), Is.EqualTo(BitsWithoutBias(shape, Register)), shape.Name);
            }
        });
    }

    /// <summary>All that a layer's kernels make, with bias, preactivation and the activation's derivative.</summary>
    private uint[][] Bits(ConvolutionCase shape, IProductTiles tiles, Activation activation)
    {
        (BenchArray x, BenchArray w, BenchArray bias) = (Random(1, shape.InputCount), Random(2, shape.WeightCount), Random(3, shape.OutputChannels));
        (BenchArray dz, BenchArray saved) = (Random(4, shape.OutputCount), Random(5, shape.InputCount));
        (BenchArray y, BenchArray z, BenchArray dx) = (BenchArray.Room(shape.OutputCount), BenchArray.Room(shape.OutputCount), BenchArray.Room(shape.InputCount));
        (BenchArray dw, BenchArray db, BenchArray scratch) = (BenchArray.Room(shape.WeightCount), BenchArray.Room(shape.OutputChannels), Scratch(shape));

        Bench.Run(
            [
                Conv2dKernels.Forward(tiles, shape.Geometry, shape.Batch, x.View, w.View, bias.View, y.View, z.View, activation, "forward"),
                Conv2dKernels.BackwardInput(tiles, shape.Geometry, shape.Batch, dz.View, w.View, dx.View, new ActivationGradient(activation, saved.View), "input"),
                .. Conv2dKernels.BackwardWeight(tiles, shape.Geometry, shape.Batch, x.View, dz.View, dw.View, db.View, scratch.View, "weight"),
            ],
            x, w, bias, dz, saved, y, z, dx, dw, db, scratch);

        return [y.Integers, z.Integers, dx.Integers, dw.Integers, db.Integers];
    }

    private uint[][] BitsWithoutBias(ConvolutionCase shape, IProductTiles tiles)
    {
        (BenchArray x, BenchArray w, BenchArray dz) = (Random(6, shape.InputCount), Random(7, shape.WeightCount), Random(8, shape.OutputCount));
        (BenchArray y, BenchArray dx) = (BenchArray.Room(shape.OutputCount), BenchArray.Room(shape.InputCount));
        (BenchArray dw, BenchArray scratch) = (BenchArray.Room(shape.WeightCount), Scratch(shape));

        Bench.Run(
            [
                Conv2dKernels.Forward(tiles, shape.Geometry, shape.Batch, x.View, w.View, null, y.View, null, Activations.Relu, "forward"),
                Conv2dKernels.BackwardInput(tiles, shape.Geometry, shape.Batch, dz.View, w.View, dx.View, null, "input"),
                .. Conv2dKernels.BackwardWeight(tiles, shape.Geometry, shape.Batch, x.View, dz.View, dw.View, null, scratch.View, "weight"),
            ],
            x, w, dz, y, dx, dw, scratch);

        return [y.Integers, dx.Integers, dw.Integers];
    }

    private static BenchArray Random(int seed, int count) => BenchArray.Of(Values(seed, count));

    private static BenchArray Scratch(ConvolutionCase shape) =>
        BenchArray.Room(Math.Max(1, Conv2dKernels.BackwardWeightScratchBytes(shape.Geometry, shape.Batch) / sizeof(float)));
}
