using SweepDsl.Runtime.Kernels;
using SweepDsl.Runtime.Kernels.Planning;
using SweepDsl.Runtime.Tests.Vulkan;

namespace SweepDsl.Runtime.Tests.Kernels;

[TestFixtureSource(typeof(TestDevices), nameof(TestDevices.All))]
public sealed class BatchNormTests(string deviceIndex) : KernelFixture(deviceIndex)
{
    private static IEnumerable<BatchNormCase> Cases => BatchNormCase.All;

    [TestCaseSource(nameof(Cases))]
    public void Both_ways_are_those_of_the_reference(BatchNormCase sizes) => sizes.Compare(Bench).AssertWithin($"{sizes}");

    // The square of the mean is a million times the variance: a variance made of the sum of squares would have no digit left.
    [TestCaseSource(nameof(Cases))]
    public void A_mean_far_from_0_costs_no_digits_of_the_variance(BatchNormCase sizes) => sizes.Compare(Bench, offset: 400).AssertWithin($"{sizes}");

    [Test]
    public void One_value_alone_becomes_the_shift_and_tells_running_statistics_nothing()
    {
        BatchNormGeometry geometry = new(1, 1, 2, null, 1e-5);
        (BenchArray input, BenchArray scale, BenchArray shift) = (BenchArray.Of([7f, -3f]), BenchArray.Of([2f, 2f]), BenchArray.Of([0.5f, 0.25f]));
        (BenchArray mean, BenchArray variance, BenchArray output) = (BenchArray.Of([1f, 2f]), BenchArray.Of([3f, 4f]), BenchArray.Room(2));
        (BenchArray ownMean, BenchArray ownVariance) = (BenchArray.Room(4), BenchArray.Room(4));
        BatchStatistics own = new(ownMean.View, ownVariance.View);

        Bench.Run(
            [
                .. BatchNormKernels.Statistics(geometry, input.View, own, own, "statistics"),
                BatchNormKernels.Running(geometry, own, 0.1, mean.View, variance.View, "running"),
                BatchNormKernels.Forward(geometry, input.View, own, scale.View, shift.View, output.View, null, Activations.Identity, "forward"),
            ],
            input, scale, shift, mean, variance, output, ownMean, ownVariance);

        Assert.That(output.Floats, Is.EqualTo(new[] { 0.5f, 0.25f }));
        Assert.That((mean.Floats, variance.Floats), Is.EqualTo((new[] { 1f, 2f }, new[] { 3f, 4f })));
    }

    [TestCase(100, 100, 64, 2)]
    [TestCase(64, 64, 64, 1)]
    [TestCase(200_000, 200_000, 196, 1021)]
    [TestCase(96, 32, 32, 1)]
    public void Sums_are_cut_by_shapes_alone(int rows, int groupRows, int pieceRows, int pieces)
    {
        RowPieces cut = new(rows, groupRows, 5);

        Assert.That((cut.PieceRows, cut.PiecesPerGroup, cut.Groups), Is.EqualTo((pieceRows, pieces, rows / groupRows)));
    }
}
