using SweepDsl.Runtime.Kernels.Planning;
using SweepDsl.Runtime.Tests.Reference;
using SweepDsl.Runtime.Tests.Vulkan;

namespace SweepDsl.Runtime.Tests.Kernels;

[TestFixtureSource(typeof(TestDevices), nameof(TestDevices.All))]
public sealed class MetricTests(string deviceIndex) : KernelFixture(deviceIndex)
{
    [TestCase(1, 0u, 0)]
    [TestCase(63, 2u, 2)]
    [TestCase(64, 4u, 0)]
    [TestCase(65, 7u, 3)]
    [TestCase(2049, 3u, 3)]
    public void The_mean_loss_goes_to_the_place_of_its_update_which_is_counted(int batch, uint update, int place)
    {
        double[] losses = [.. Values(1, batch).Select(Math.Abs)];
        (BenchArray examples, BenchArray control, BenchArray record) = (BenchArray.Of(losses), BenchArray.Of([40u, update, 3u, 0u]), BenchArray.Of([-1f, -1f, -1f, -1f], isExact: true));

        Bench.Run(LossKernels.Record(batch, examples.View, control.View, record.View, "record"), examples, control, record);

        // 64 sums, then their sum: far fewer roundings one after another than terms.
        AssertClose("loss_record", BenchArray.Of([record.Floats[place]]), [losses.Average()], ErrorBound.Of(losses.Average(), (batch / 64) + 66));
        Assert.That(record.Floats.Count(value => value == -1), Is.EqualTo(3));
        Assert.That(control.Integers, Is.EqualTo(new[] { 40 + (uint)batch, update + 1, 3u, 0u }), "position and update are counted on");
    }

    [TestCase(float.NaN)]
    [TestCase(float.PositiveInfinity)]
    [TestCase(float.NegativeInfinity)]
    public void A_loss_that_is_not_finite_is_recorded_as_NaN(float loss)
    {
        float[] losses = new float[100];
        losses[77] = loss;
        (BenchArray examples, BenchArray control, BenchArray record) = (BenchArray.Of(losses), BenchArray.Of([1u, 0u, 0u, 0u]), BenchArray.Of([0f], isExact: true));
        (BenchArray correct, BenchArray totals) = (BenchArray.Of(new uint[100]), BenchArray.Of(new uint[4]));

        Bench.Run(
            [
                LossKernels.Record(100, examples.View, control.View, record.View, "record"),
                LossKernels.Accumulate(100, examples.View, correct.View, totals.View, "first"),
                LossKernels.Accumulate(77, examples.View, correct.View, totals.View, "second, all finite"),
            ],
            examples, control, record, correct, totals);

        Assert.That(record.Floats[0], Is.NaN);
        Assert.That(totals.Floats[0], Is.NaN);
    }

    [Test]
    public void Totals_add_up_over_batches_without_losing_the_small_ones()
    {
        const int Batches = 200;
        double[] losses = [.. Values(2, 37).Select(Math.Abs)];
        uint[] correct = [.. Enumerable.Range(0, 37).Select(i => i % 3 == 0 ? 1u : 0)];
        (BenchArray examples, BenchArray hits) = (BenchArray.Of(losses), BenchArray.Of(correct));
        BenchArray totals = BenchArray.Of([BitConverter.SingleToUInt32Bits(1e6f), 0u, 0u, 0u]);

        Bench.Run(Enumerable.Range(0, Batches).Select(i => LossKernels.Accumulate(37, examples.View, hits.View, totals.View, $"batch {i}")), examples, hits, totals);

        // In plain float32 each of the 200 additions to a million could lose 0.03.
        Assert.That((double)totals.Floats[0] + totals.Floats[1] - 1e6, Is.EqualTo(Batches * losses.Sum()).Within(ErrorBound.Of(Batches * losses.Sum(), 80)));
        Assert.That(totals.Integers[2..], Is.EqualTo(new uint[] { Batches * 13, Batches * 37 }));
    }
}
