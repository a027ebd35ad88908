namespace SweepDsl.Runtime.Tests.Reference.Checks;

/// <summary>An implementation of a dense layer's four passes; sizes are (batch, inputs, outputs).</summary>
public sealed record DenseImplementation(
    Func<double[], double[], double[]?, (int Batch, int In, int Out), double[]> Forward,
    Func<double[], double[], (int Batch, int In, int Out), double[]> BackwardInput,
    Func<double[], double[], (int Batch, int In, int Out), double[]> BackwardWeight,
    Func<double[], int, double[]> BackwardBias)
{
    /// <summary>The reference.</summary>
    public static DenseImplementation Reference { get; } = new(
        (x, w, bias, s) => ReferenceDense.Forward(x, w, bias, s.Batch, s.In, s.Out).Values,
        (dy, w, s) => ReferenceDense.BackwardInput(dy, w, s.Batch, s.In, s.Out).Values,
        (x, dy, s) => ReferenceDense.BackwardWeight(x, dy, s.Batch, s.In, s.Out).Values,
        (dy, outputs) => ReferenceDense.BackwardBias(dy, outputs).Values);

    /// <summary>Input, weight and bias as a function with its backward pass.</summary>
    public DifferentiableFunction At((int Batch, int In, int Out) size) => new(
        [Draw.Uniform(1, size.Batch * size.In), Draw.Uniform(2, size.In * size.Out), Draw.Uniform(3, size.Out)],
        at => Forward(at[0], at[1], at[2], size),
        (at, dy) => [BackwardInput(dy, at[1], size), BackwardWeight(at[0], dy, size), BackwardBias(dy, size.Out)]);
}

/// <summary>The reference of a dense layer holds every check, and every mutant of it fails one.</summary>
public sealed class DenseTests
{
    private static readonly DenseImplementation Right = DenseImplementation.Reference;

    private static IEnumerable<Check<DenseImplementation>> Checks =>
    [
        new("The backward passes agree with differences at every pair of values", dense => GradientCheck.Jacobian(dense.At((3, 2, 4)))),
        new("One value in, one out", dense => GradientCheck.Jacobian(dense.At((1, 1, 1)))),
        new("The backward passes agree with differences along directions", dense => GradientCheck.Directional(dense.At((7, 13, 5)))),
        new("An example worked by hand comes out", WorkedByHand),
    ];

    private static IEnumerable<Mutant<DenseImplementation>> Mutants =>
    [
        new("The bias is not added", Right with { Forward = (x, w, _, s) => Right.Forward(x, w, null, s) }),
        new("The bias gradient is dropped", Right with { BackwardBias = (_, outputs) => new double[outputs] }),
        new("The bias gradient is a mean over the batch", Right with { BackwardBias = (dy, outputs) => Mean(Right.BackwardBias(dy, outputs), dy.Length / outputs) }),
        new("The weight lies [out, in]", Right with { Forward = (x, w, b, s) => Right.Forward(x, Turned(w, s), b, s) }),
        new("The weight lies [out, in] everywhere", Turned()),
        new("The weight gradient lies [out, in]", Right with { BackwardWeight = (x, dy, s) => Turned(Right.BackwardWeight(x, dy, s), (0, s.Out, s.In)) }),
        new("The weight gradient is a mean over the batch", Right with { BackwardWeight = (x, dy, s) => Mean(Right.BackwardWeight(x, dy, s), s.Batch) }),
        new("The input gradient ignores the incoming gradient", Right with { BackwardInput = (dy, w, s) => Right.BackwardInput([.. dy.Select(_ => 1.0)], w, s) }),
        new("The input gradient has the wrong sign", Right with { BackwardInput = (dy, w, s) => Right.BackwardInput([.. dy.Select(d => -d)], w, s) }),
    ];

    [TestCaseSource(nameof(Checks))]
    public void Reference_holds(Check<DenseImplementation> check) => check.Run(Right).AssertWithin(check.Name);

    [TestCaseSource(nameof(Mutants))]
    public void Mutant_is_caught(Mutant<DenseImplementation> mutant) => mutant.AssertCaught(Checks);

    private static Comparison WorkedByHand(DenseImplementation dense)
    {
        double[] x = [1, 2, 3, 4];
        double[] w = [1, 10, 100, 2, 20, 200];
        double[] dy = [1, 0, 2, 0, 1, 0];

        return Equality.Of(dense.Forward(x, w, [0.5, 0, -0.5], (2, 2, 3)), [5.5, 50, 499.5, 11.5, 110, 1099.5])
            .Worse(Equality.Of(dense.BackwardInput(dy, w, (2, 2, 3)), [201, 402, 10, 20]))
            .Worse(Equality.Of(dense.BackwardWeight(x, dy, (2, 2, 3)), [1, 3, 2, 2, 4, 4]))
            .Worse(Equality.Of(dense.BackwardBias(dy, 3), [1, 1, 2]));
    }

    private static DenseImplementation Turned() => new(
        (x, w, bias, s) => Right.Forward(x, Turned(w, s), bias, s),
        (dy, w, s) => Right.BackwardInput(dy, Turned(w, s), s),
        (x, dy, s) => Turned(Right.BackwardWeight(x, dy, s), (0, s.Out, s.In)),
        Right.BackwardBias);

    private static double[] Turned(double[] w, (int Batch, int In, int Out) s) => [.. w.Select((_, i) => w[(i % s.Out * s.In) + (i / s.Out)])];

    private static double[] Mean(double[] sums, int count) => [.. sums.Select(sum => sum / count)];
}
