using SweepDsl.Runtime.Kernels;
using SweepDsl.Runtime.Kernels.Planning;
using SweepDsl.Runtime.Tests.Reference;
using SweepDsl.Runtime.Tests.Vulkan;
using SweepDsl.Runtime.Training;

namespace SweepDsl.Runtime.Tests.Kernels;

[TestFixtureSource(typeof(TestDevices), nameof(TestDevices.All))]
public sealed class LossTests(string deviceIndex) : KernelFixture(deviceIndex)
{
    private const double LossTolerance = 2e-6;
    private const double ProbabilityTolerance = 1e-6;

    [TestCase(1, 1, 0)]
    [TestCase(1, 2, 0)]
    [TestCase(3, 10, 0)]
    [TestCase(7, 10, 0.1)]
    [TestCase(65, 3, 0.5)]
    [TestCase(5, 101, 0)]
    public void Softmax_cross_entropy_gives_loss_gradient_and_correctness(int batch, int classes, double smoothing)
    {
        double[] logits = [.. Values(1, batch * classes).Select(value => (double)(float)(value * 8))];
        int[] labels = [.. Enumerable.Range(0, batch).Select(b => b * 7 % classes)];

        LossRun run = Run(new SoftmaxCrossEntropyLoss(smoothing), logits, labels);

        ReferenceLoss expected = ReferenceLoss.SoftmaxCrossEntropy(logits, labels, smoothing);
        AssertClose("softmax_cross_entropy", run.Loss, expected.ExampleLoss, [.. expected.ExampleLoss.Select(loss => LossTolerance * Math.Max(1, loss))]);
        AssertClose("softmax_cross_entropy, gradient", run.Gradient, expected.Gradient, ProbabilityTolerance / batch);
        Assert.That(run.Correct.Integers, Is.EqualTo(expected.Correct.Select(correct => correct ? 1u : 0)));
    }

    [TestCase(1, 1)]
    [TestCase(3, 10)]
    [TestCase(65, 3)]
    public void Mean_squared_error_gives_loss_gradient_and_correctness(int batch, int classes)
    {
        double[] outputs = Values(2, batch * classes);
        int[] labels = [.. Enumerable.Range(0, batch).Select(b => b * 7 % classes)];

        LossRun run = Run(new MeanSquaredErrorLoss(), outputs, labels);

        ReferenceLoss expected = ReferenceLoss.MeanSquaredError(outputs, labels);
        AssertClose("mean_squared_error", run.Loss, expected.ExampleLoss, [.. expected.ExampleLoss.Select(loss => ErrorBound.Of(loss, classes + 4))]);
        AssertClose("mean_squared_error, gradient", run.Gradient, expected.Gradient, [.. expected.Gradient.Select(slope => (4 * ErrorBound.UnitRoundoff * Math.Abs(slope)) + (ErrorBound.UnitRoundoff / batch / classes))]);
        Assert.That(run.Correct.Integers, Is.EqualTo(expected.Correct.Select(correct => correct ? 1u : 0)));
    }

    [Test]
    public void Mixed_targets_mix_losses_and_gradients([Values] bool isSoftmax, [Values(0, 0.2)] double smoothing)
    {
        const int Classes = 5;
        double[] outputs = [.. Values(3, 4 * Classes).Select(value => (double)(float)(value * 4))];
        int[] labels = [1, 4, 0, 2];
        ImmutableArray<(int Label, double Share)> mixing = [(3, 0.25f), (4, 0.7f), (1, 1), (0, 0)];
        LossDefinition loss = isSoftmax ? new SoftmaxCrossEntropyLoss(smoothing) : new MeanSquaredErrorLoss();

        LossRun run = Run(loss, outputs, labels, mixing);

        ReferenceLoss expected = ReferenceLoss.Mixed(loss, outputs, labels, mixing);
        AssertClose("mixed targets", run.Loss, expected.ExampleLoss, [.. expected.ExampleLoss.Select(value => 2 * LossTolerance * Math.Max(4, value))]);
        AssertClose("mixed targets, gradient", run.Gradient, expected.Gradient, ProbabilityTolerance);
    }

    [Test]
    public void A_small_loss_keeps_its_digits()
    {
        double[] logits = [0, -9, 0, -12, 0, -15];

        LossRun run = Run(new SoftmaxCrossEntropyLoss(0), logits, [0, 0, 0]);

        ReferenceLoss expected = ReferenceLoss.SoftmaxCrossEntropy(logits, [0, 0, 0], 0);
        AssertClose("softmax_cross_entropy, small", run.Loss, expected.ExampleLoss, [.. expected.ExampleLoss.Select((loss, b) => (48 + (4 * b)) * ErrorBound.UnitRoundoff * loss)]);
    }

    [Test]
    public void Logits_far_apart_do_not_overflow()
    {
        LossRun run = Run(new SoftmaxCrossEntropyLoss(0), [1000, -1000, 3e38, -3e38], [1, 0]);

        Assert.That(run.Loss.Floats, Is.EqualTo(new[] { 2000f, 0f }));
        Assert.That(run.Gradient.Floats, Is.EqualTo(new[] { 0.5f, -0.5f, 0f, 0f }));
    }

    [TestCase(double.NaN)]
    [TestCase(double.PositiveInfinity)]
    [TestCase(double.NegativeInfinity)]
    public void What_is_not_finite_makes_its_example_NaN_and_no_other(double value)
    {
        foreach (LossDefinition loss in new LossDefinition[] { new SoftmaxCrossEntropyLoss(0.1), new MeanSquaredErrorLoss() })
        {
            LossRun run = Run(loss, [0, value, 1, 0, 0, 1], [2, 2]);

            Assert.That(run.Loss.Floats[0], Is.NaN, $"{loss}");
            Assert.That(run.Gradient.Floats[1], Is.NaN, $"{loss}");
            Assert.That(run.Loss.Floats[1], Is.Not.NaN, $"{loss}");
            Assert.That(run.Correct.Integers, Is.EqualTo(new[] { 0u, 1u }), $"{loss}");
        }
    }

    [Test]
    public void The_first_of_equal_outputs_is_the_answer()
    {
        foreach (LossDefinition loss in new LossDefinition[] { new SoftmaxCrossEntropyLoss(0), new MeanSquaredErrorLoss() })
        {
            Assert.That(Run(loss, [1, 2, 2, 1, 2, 2], [1, 2]).Correct.Integers, Is.EqualTo(new[] { 1u, 0u }), $"{loss}");
        }
    }

    [Test]
    public void An_evaluation_needs_no_gradient()
    {
        (BenchArray outputs, BenchArray labels, BenchArray loss, BenchArray correct) = (BenchArray.Of([0f, 1f]), BenchArray.Of([1u]), BenchArray.Room(1), BenchArray.Room(1));

        Bench.Run(LossKernels.SoftmaxCrossEntropy(2, 1, 0, outputs.View, labels.View, null, loss.View, correct.View, null, "loss"), outputs, labels, loss, correct);

        Assert.That(loss.Floats[0], Is.EqualTo(Math.Log(1 + Math.Exp(-1))).Within(LossTolerance));
        Assert.That(correct.Integers, Is.EqualTo(new[] { 1u }));
    }

    private LossRun Run(LossDefinition definition, double[] outputs, int[] labels, ImmutableArray<(int Label, double Share)>? mixing = null)
    {
        (int batch, int classes) = (labels.Length, outputs.Length / labels.Length);
        (BenchArray input, BenchArray targets) = (BenchArray.Of(outputs), BenchArray.Of([.. labels.Select(label => (uint)label)]));
        LossRun run = new(BenchArray.Room(batch), BenchArray.Room(outputs.Length), BenchArray.Room(batch));
        BenchArray mixed = BenchArray.Of([.. (mixing ?? []).SelectMany(one => new[] { (uint)one.Label, BitConverter.SingleToUInt32Bits((float)one.Share) }), 0u]);
        BufferView? mixedTargets = mixing is null ? null : mixed.View;
        Dispatch dispatch = definition is SoftmaxCrossEntropyLoss softmax
            ? LossKernels.SoftmaxCrossEntropy(classes, batch, softmax.LabelSmoothing, input.View, targets.View, run.Gradient.View, run.Loss.View, run.Correct.View, null, "loss", mixing: mixedTargets)
            : LossKernels.MeanSquaredError(classes, batch, input.View, targets.View, run.Gradient.View, run.Loss.View, run.Correct.View, null, "loss", mixing: mixedTargets);
        Bench.Run(dispatch, input, targets, mixed, run.Loss, run.Gradient, run.Correct);
        return run;
    }

    private sealed record LossRun(BenchArray Loss, BenchArray Gradient, BenchArray Correct);
}
