using SweepDsl.Runtime.Kernels;
using SweepDsl.Runtime.Kernels.Planning;
using SweepDsl.Runtime.Kernels.Tuning;
using SweepDsl.Runtime.Tests.Reference;
using SweepDsl.Runtime.Tests.Vulkan;
using SweepDsl.Runtime.Vulkan;

namespace SweepDsl.Runtime.Tests.Kernels;

/// <summary>Products of float16 in a device's units for matrices, against the double-precision reference, with tiles of two sizes each, which must give the same bits.</summary>
[TestFixtureSource(typeof(TestDevices), nameof(TestDevices.All))]
public sealed class CooperativeProductTests(string deviceIndex) : KernelFixture(deviceIndex)
{
    private const double HalfUnit = 1.0 / (1 << 10);
    private const double SmallestNormalHalf = 6.103515625e-05;

    // An even number of values before and after, so that none shares its word with what is none.
    private static IEnumerable<ConvolutionCase> Cases =>
        ConvolutionCase.All.Append(new("dense", 130, new(1, 1, 1, 1), 20, 132)).Append(new("dense", 18, new(1, 1, 1, 1), 23, 10)).Where(shape => shape.InputCount % 2 == 0 && shape.OutputCount % 2 == 0);

    private CooperativeMatrix? _unit;

    [SetUp]
    public void NeedsUnits()
    {
        _unit = MatrixUnits.Find(Bench.Library, out string? refusal);
        Assume.That(_unit, Is.Not.Null, refusal ?? "the device has no units for matrices of float16");
    }

    [TestCaseSource(nameof(Cases))]
    public void Products_are_those_of_the_reference_whatever_the_tile(ConvolutionCase shape)
    {
        (double[] x, double[] w, double[] bias, double[] dz) =
            (LayerOperands.Values(1, shape.InputCount), LayerOperands.Values(2, shape.WeightCount), LayerOperands.Values(3, shape.OutputChannels), LayerOperands.Values(4, shape.OutputCount));
        CooperativeTile[] tiles = [.. TilesFor(shape)];
        (double[] Stored, uint[] Exact)[] results = [.. tiles.Select(tile => Run(shape, new FixedTiles(tile), x, w, bias, dz))];

        BoundedSum y = ReferenceConv2d.Forward(x, w, bias, shape.Batch, shape.Window, shape.InputChannels, shape.OutputChannels);
        BoundedSum dx = ReferenceConv2d.BackwardInput(dz, w, shape.Batch, shape.Window, shape.InputChannels, shape.OutputChannels);
        BoundedSum dw = ReferenceConv2d.BackwardWeight(x, dz, shape.Batch, shape.Window, shape.InputChannels, shape.OutputChannels);
        BoundedSum db = ReferenceConv2d.BackwardBias(dz, shape.OutputChannels);
        double[] stored = [.. y.Values, .. dx.Values];
        double[] storedBounds = [.. ErrorBound.Of(y).Concat(ErrorBound.Of(dx)).Zip(stored, (bound, value) => bound + (HalfUnit * Math.Abs(value)) + SmallestNormalHalf)];
        double[] exact = [.. results[0].Exact.Select(bits => (double)BitConverter.UInt32BitsToSingle(bits))];
        Comparison.Of(results[0].Stored, stored, storedBounds).AssertWithin("products of float16");
        Comparison.Of(exact, [.. dw.Values, .. db.Values], [.. ErrorBound.Of(dw), .. ErrorBound.Of(db)]).AssertWithin("gradients of weights of float16");
        Assert.Multiple(() =>
        {
            for (int i = 1; i < tiles.Length; i++)
            {
                Assert.That(results[i].Stored, Is.EqualTo(results[0].Stored), tiles[i].ToString());
                Assert.That(results[i].Exact, Is.EqualTo(results[0].Exact), tiles[i].ToString());
            }
        });
    }

    // The smallest, and one of the others: compiling them takes software devices long.
    private IEnumerable<CooperativeTile> TilesFor(ConvolutionCase shape)
    {
        DeviceTraits traits = Bench.Traits with { Matrix = _unit };
        CooperativeTile[] all = [.. CooperativeTiles.Of(_unit!, traits.SubgroupSize).Where(tile => tile.Fits(traits))];
        return [all[^1], all[Cases.ToList().IndexOf(shape) % (all.Length - 1)]];
    }

    private (double[] Stored, uint[] Exact) Run(ConvolutionCase shape, IProductTiles tiles, double[] x, double[] w, double[] bias, double[] dz)
    {
        LayerOperands all = new(ElementType.Float16);
        (BufferView input, BufferView weight, BufferView gradient) = (all.Features(x), all.Features(w), all.Features(dz));
        Dispatch[] dispatches =
        [
            Conv2dKernels.Forward(tiles, shape.Geometry, shape.Batch, input, weight, all.Floats(bias), all.Room(shape.OutputCount), null, Activations.Identity, "forward"),
            Conv2dKernels.BackwardInput(tiles, shape.Geometry, shape.Batch, gradient, weight, all.Room(shape.InputCount), null, "input"),
            .. Conv2dKernels.BackwardWeight(
                tiles, shape.Geometry, shape.Batch, input, gradient, all.Room4(shape.WeightCount), all.Room4(shape.OutputChannels),
                all.Scratch(Conv2dKernels.BackwardWeightScratchBytes(shape.Geometry, shape.Batch) / sizeof(float)), "weight"),
        ];
        Bench.Run(dispatches, all.Arrays);
        return (all.Stored, all.Exact);
    }
}
