namespace SweepDsl.Runtime.Tests.Reference.Checks;

/// <summary>Each activation's reference holds every check, and every mutant of it fails one.</summary>
public sealed class ActivationTests
{
    // Values by an independent computation: GELU from tables of the normal distribution, the rest from exponentials.
    private static readonly Dictionary<string, (double X, double Y)[]> KnownValues = new()
    {
        ["identity"] = [(-2, -2), (0, 0), (3, 3)],
        ["relu"] = [(-2, 0), (0, 0), (3, 3)],
        ["leaky_relu"] = [(-2, -0.02), (0, 0), (3, 3)],
        ["tanh"] = [(-1, -0.7615941559557649), (0, 0), (2, 0.9640275800758169)],
        ["sigmoid"] = [(-1, 0.2689414213699951), (0, 0.5), (2, 0.8807970779778823)],
        ["gelu"] = [(-1, -0.15865525393145707), (0, 0), (2, 1.9544997361036416), (-6, -5.919526e-9)],
        ["silu"] = [(-1, -0.2689414213699951), (0, 0), (2, 1.7615941559557649)],
    };

    private static IEnumerable<ReferenceActivation> Activations => ReferenceActivation.All;

    private static IEnumerable<Mutant<ReferenceActivation>> Mutants =>
    [
        new("relu passes the gradient of negative values", Of("relu") with { Derivative = _ => 1 }),
        new("relu passes the gradient at 0", Of("relu") with { Derivative = x => x >= 0 ? 1 : 0 }),
        new("leaky_relu has another slope", Of("leaky_relu") with { Value = x => x > 0 ? x : 0.1 * x, Derivative = x => x > 0 ? 1 : 0.1 }),
        new("leaky_relu drops the slope in its derivative", Of("leaky_relu") with { Derivative = x => x > 0 ? 1 : 0 }),
        new("tanh's derivative takes the input for the output", Of("tanh") with { Derivative = x => 1 - (x * x) }),
        new("tanh's derivative takes tanh of the output", Of("tanh") with { Derivative = x => 1 - Math.Pow(Math.Tanh(Math.Tanh(x)), 2) }),
        new("sigmoid's derivative takes the input for the output", Of("sigmoid") with { Derivative = x => x * (1 - x) }),
        new("sigmoid's derivative is its value", Of("sigmoid") with { Derivative = Of("sigmoid").Value }),
        new("gelu is approximated by tanh", Of("gelu") with { Value = x => x / 2 * (1 + Math.Tanh(Math.Sqrt(2 / Math.PI) * (x + (0.044715 * x * x * x)))) }),
        new("gelu's derivative lacks the density", Of("gelu") with { Derivative = x => Of("gelu").Value(x) / x }),
        new("gelu loses its left tail", Of("gelu") with { Value = x => x < -5 ? 0 : Of("gelu").Value(x) }),
        new("silu's derivative lacks x", Of("silu") with { Derivative = Of("sigmoid").Value }),
        new("silu is sigmoid", Of("silu") with { Value = Of("sigmoid").Value, Derivative = Of("sigmoid").Derivative }),
        new("identity drops the incoming gradient", Of("identity") with { Derivative = _ => 0 }),
    ];

    private static IEnumerable<Check<ReferenceActivation>> Checks =>
    [
        new("The derivative agrees with differences", AgreesWithDifferences),
        new("Known values come out", KnownValuesComeOut),
        new("At a kink the derivative is the one from the left", KinkIsLeft),
        new("No slope is steeper than stated", SlopeIsBounded),
    ];

    [Test]
    public void Reference_holds([ValueSource(nameof(Activations))] ReferenceActivation activation, [ValueSource(nameof(Checks))] Check<ReferenceActivation> check) =>
        check.Run(activation).AssertWithin($"{activation.Name}: {check.Name}");

    [TestCaseSource(nameof(Mutants))]
    public void Mutant_is_caught(Mutant<ReferenceActivation> mutant) => mutant.AssertCaught(Checks);

    [Test]
    public void Large_inputs_give_numbers([ValueSource(nameof(Activations))] ReferenceActivation activation, [Values(-1000, 1000)] double x)
    {
        Assert.That(activation.Value(x), Is.Not.NaN);
        Assert.That(activation.Derivative(x), Is.InRange(-0.2, activation.Lipschitz));
    }

    private static ReferenceActivation Of(string name) => ReferenceActivation.Of(name);

    private static Comparison AgreesWithDifferences(ReferenceActivation activation)
    {
        double[] inputs = [.. Draw.Apart(1, 40).Select(x => 4 * x)];
        return GradientCheck.Jacobian(new DifferentiableFunction(
            [inputs],
            at => activation.Forward(at[0]),
            (at, dy) => [activation.Backward(at[0], dy)]));
    }

    private static Comparison KnownValuesComeOut(ReferenceActivation activation)
    {
        (double X, double Y)[] known = KnownValues[activation.Name];
        double[] actual = activation.Forward([.. known.Select(point => point.X)]);
        return Comparison.Of(actual, [.. known.Select(point => point.Y)], [.. known.Select(point => 1e-15 + (1e-6 * Math.Abs(point.Y)))]);
    }

    private static Comparison KinkIsLeft(ReferenceActivation activation) =>
        Comparison.Of([activation.Derivative(0)], [activation.Derivative(-1e-12)], [1e-9]);

    private static Comparison SlopeIsBounded(ReferenceActivation activation)
    {
        double steepest = Enumerable.Range(-800, 1601).Max(i => Math.Abs(activation.Derivative(i / 100.0)));
        return Comparison.Of([steepest], [0], [activation.Lipschitz]);
    }
}
