namespace SweepDsl.Runtime.Tests.Reference.Checks;

/// <summary>An implementation of a loss, from outputs, labels and label smoothing.</summary>
public delegate ReferenceLoss Loss(double[] outputs, int[] labels, double labelSmoothing);

/// <summary>Both losses hold every check, and every mutant of them fails one.</summary>
public sealed class LossTests
{
    private const double Smoothing = 0.2;
    private const int Classes = 5;

    private static IEnumerable<Check<Loss>> CrossEntropyChecks =>
    [
        new("The gradient agrees with differences", loss => Differences(loss, 0)),
        new("The gradient agrees with differences under smoothing", loss => Differences(loss, Smoothing)),
        new("Equal outputs lose ln K", loss => Equality.Of(loss(new double[15], [0, 1, 4], 0).ExampleLoss, [Math.Log(5), Math.Log(5), Math.Log(5)])),
        new("An example worked by hand comes out", CrossEntropyByHand),
        new("A constant added to all outputs changes nothing", loss => Shifted(loss, 0.7)),
        new("Outputs may be huge", loss => Shifted(loss, 5000)),
        new("Each example's gradient adds up to 0", loss => Equality.Of(Batch(loss, Smoothing).Gradient.Chunk(Classes).Select(row => row.Sum()).ToArray(), new double[4])),
        new("Smoothing mixes in the loss against all classes evenly", SmoothingMixes),
        new("Examples given twice change neither loss nor summed gradient", loss => Duplicated(loss, Smoothing)),
        new("The lowest of equal outputs is the answer", LowestIsAnswer),
    ];

    private static IEnumerable<Check<Loss>> SquaredErrorChecks =>
    [
        new("The gradient agrees with differences", loss => Differences(loss, 0)),
        new("An example worked by hand comes out", SquaredErrorByHand),
        new("Examples given twice change neither loss nor summed gradient", loss => Duplicated(loss, 0)),
        new("The lowest of equal outputs is the answer", LowestIsAnswer),
    ];

    private static IEnumerable<Mutant<Loss>> CrossEntropyMutants =>
    [
        .. Common(CrossEntropy),
        new("The gradient ignores smoothing", (y, labels, s) => CrossEntropy(y, labels, s) with { Gradient = CrossEntropy(y, labels, 0).Gradient }),
        new("The loss ignores smoothing", (y, labels, s) => CrossEntropy(y, labels, s) with { ExampleLoss = CrossEntropy(y, labels, 0).ExampleLoss }),
        new("Smoothing is shared among the other classes alone", (y, labels, s) => CrossEntropy(y, labels, s * Classes / (Classes - 1))),
        new("The largest output is not taken off first", (y, labels, s) => y.Max() > 700 ? Overflown(y, labels) : CrossEntropy(y, labels, s)),
        new("The logarithm has base 2", (y, labels, s) => Scaled(CrossEntropy(y, labels, s), 1 / Math.Log(2), 1 / Math.Log(2))),
    ];

    private static IEnumerable<Mutant<Loss>> SquaredErrorMutants =>
    [
        .. Common(SquaredError),
        new("The mean over outputs is missing", (y, labels, s) => Scaled(SquaredError(y, labels, s), Classes, Classes)),
        new("The factor 2 is missing", (y, labels, s) => Scaled(SquaredError(y, labels, s), 1, 0.5)),
        new("The loss is halved and its gradient too", (y, labels, s) => Scaled(SquaredError(y, labels, s), 0.5, 0.5)),
        new("It is the cross-entropy", CrossEntropy),
    ];

    [TestCaseSource(nameof(CrossEntropyChecks))]
    public void Cross_entropy_holds(Check<Loss> check) => check.Run(CrossEntropy).AssertWithin(check.Name);

    [TestCaseSource(nameof(CrossEntropyMutants))]
    public void Mutant_of_cross_entropy_is_caught(Mutant<Loss> mutant) => mutant.AssertCaught(CrossEntropyChecks);

    [TestCaseSource(nameof(SquaredErrorChecks))]
    public void Squared_error_holds(Check<Loss> check) => check.Run(SquaredError).AssertWithin(check.Name);

    [TestCaseSource(nameof(SquaredErrorMutants))]
    public void Mutant_of_squared_error_is_caught(Mutant<Loss> mutant) => mutant.AssertCaught(SquaredErrorChecks);

    private static ReferenceLoss CrossEntropy(double[] outputs, int[] labels, double labelSmoothing) =>
        ReferenceLoss.SoftmaxCrossEntropy(outputs, labels, labelSmoothing);

    private static ReferenceLoss SquaredError(double[] outputs, int[] labels, double labelSmoothing) => ReferenceLoss.MeanSquaredError(outputs, labels);

    private static IEnumerable<Mutant<Loss>> Common(Loss right) =>
    [
        new("The gradient is not divided by the batch", (y, labels, s) => Scaled(right(y, labels, s), 1, labels.Length)),
        new("The gradient has the wrong sign", (y, labels, s) => Scaled(right(y, labels, s), 1, -1)),
        new("The label is off by one", (y, labels, s) => right(y, [.. labels.Select(label => (label + 1) % (y.Length / labels.Length))], s)),
        new("The first example's label serves for all", (y, labels, s) => right(y, [.. labels.Select(_ => labels[0])], s)),
        new("The highest of equal outputs is the answer", (y, labels, s) => right(y, labels, s) with { Correct = right([.. y.Select((v, i) => v + (1e-9 * i))], labels, s).Correct }),
    ];

    private static ReferenceLoss Scaled(ReferenceLoss loss, double value, double gradient) => loss with
    {
        ExampleLoss = [.. loss.ExampleLoss.Select(v => value * v)],
        Gradient = [.. loss.Gradient.Select(v => gradient * v)],
    };

    private static ReferenceLoss Overflown(double[] outputs, int[] labels) =>
        CrossEntropy(outputs, labels, 0) with { ExampleLoss = [.. labels.Select(_ => double.PositiveInfinity)] };

    private static ReferenceLoss Batch(Loss loss, double smoothing) => loss(Draw.Uniform(1, 4 * Classes), [2, 0, 4, 2], smoothing);

    private static Comparison Differences(Loss loss, double smoothing) => GradientCheck.Jacobian(new DifferentiableFunction(
        [[.. Draw.Uniform(1, 4 * Classes).Select(y => 3 * y)]],
        at => [loss(at[0], [2, 0, 4, 2], smoothing).Mean],
        (at, dy) => [[.. loss(at[0], [2, 0, 4, 2], smoothing).Gradient.Select(g => g * dy[0])]]));

    private static Comparison CrossEntropyByHand(Loss loss)
    {
        // exp gives 1, 2, 5: probabilities 1/8, 1/4, 5/8.
        double[] outputs = [0, Math.Log(2), Math.Log(5)];
        ReferenceLoss plain = loss(outputs, [1], 0);
        ReferenceLoss smooth = loss(outputs, [1], 0.3);

        return Equality.Of(plain.ExampleLoss, [Math.Log(4)])
            .Worse(Equality.Of(plain.Gradient, [0.125, -0.75, 0.625]))
            .Worse(Equality.Of(smooth.ExampleLoss, [(0.1 * Math.Log(8)) + (0.8 * Math.Log(4)) + (0.1 * Math.Log(1.6))]))
            .Worse(Equality.Of(smooth.Gradient, [0.025, -0.55, 0.525]));
    }

    private static Comparison SquaredErrorByHand(Loss loss)
    {
        ReferenceLoss result = loss([0.5, 2, 1, -1], [0, 0], 0);

        return Equality.Of(result.ExampleLoss, [(0.25 + 4) / 2, (0 + 1.0) / 2])
            .Worse(Equality.Of(result.Gradient, [-0.25, 1, 0, -0.5]))
            .Worse(Equality.Of(result.Mean, 1.3125));
    }

    private static Comparison Shifted(Loss loss, double shift)
    {
        double[] outputs = Draw.Uniform(1, 4 * Classes);
        ReferenceLoss plain = loss(outputs, [2, 0, 4, 2], Smoothing);
        ReferenceLoss shifted = loss([.. outputs.Select(y => y + shift)], [2, 0, 4, 2], Smoothing);

        // Adding 5000 rounds the outputs to about 1e-12.
        static double[] Bound(double[] values) => [.. values.Select(_ => 1e-11)];
        return Comparison.Of(shifted.ExampleLoss, plain.ExampleLoss, Bound(plain.ExampleLoss))
            .Worse(Comparison.Of(shifted.Gradient, plain.Gradient, Bound(plain.Gradient)));
    }

    private static Comparison SmoothingMixes(Loss loss)
    {
        double[] outputs = Draw.Uniform(1, Classes);
        double evenly = Enumerable.Range(0, Classes).Average(label => loss(outputs, [label], 0).ExampleLoss[0]);

        return Equality.Of(loss(outputs, [3], Smoothing).ExampleLoss[0], ((1 - Smoothing) * loss(outputs, [3], 0).ExampleLoss[0]) + (Smoothing * evenly));
    }

    private static Comparison Duplicated(Loss loss, double smoothing)
    {
        double[] outputs = Draw.Uniform(1, 2 * Classes);
        ReferenceLoss once = loss(outputs, [2, 4], smoothing);
        ReferenceLoss twice = loss([.. outputs, .. outputs], [2, 4, 2, 4], smoothing);

        return Equality.Of(twice.Mean, once.Mean).Worse(Equality.Of([.. twice.Gradient.Take(2 * Classes).Select(g => 2 * g)], once.Gradient));
    }

    private static Comparison LowestIsAnswer(Loss loss)
    {
        bool[] correct = loss([1, 3, 3, 3, 1, 3, 2, 2, 2], [1, 2, 0], 0).Correct;
        return Equality.Of([.. correct.Select(c => c ? 1.0 : 0)], [1, 0, 1]);
    }
}
