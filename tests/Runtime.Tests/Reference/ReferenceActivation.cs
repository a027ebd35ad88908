using MathNet.Numerics;
using SweepDsl.Runtime.Kernels;

namespace SweepDsl.Runtime.Tests.Reference;

/// <summary>An activation function and its derivative, both from the input x.</summary>
/// <param name="Name">The word in the YAML.</param>
/// <param name="Value">f(x).</param>
/// <param name="Derivative">f'(x); where f has a kink, the derivative PyTorch takes: the one from the left.</param>
/// <param name="Lipschitz">The largest slope: an error of x appears in f(x) at most this many times.</param>
/// <param name="HasKink">Whether f is not differentiable at 0.</param>
public sealed record ReferenceActivation(string Name, Func<double, double> Value, Func<double, double> Derivative, double Lipschitz, bool HasKink)
{
    /// <summary>The slope of leaky_relu left of 0.</summary>
    public const double LeakySlope = 0.01;

    /// <summary>All built-in activations.</summary>
    public static ImmutableArray<ReferenceActivation> All { get; } =
    [
        new("identity", x => x, _ => 1, 1, HasKink: false),
        new("relu", x => Math.Max(x, 0), x => x > 0 ? 1 : 0, 1, HasKink: true),
        new("leaky_relu", x => x > 0 ? x : LeakySlope * x, x => x > 0 ? 1 : LeakySlope, 1, HasKink: true),
        new("tanh", Math.Tanh, x => 1 - (Math.Tanh(x) * Math.Tanh(x)), 1, HasKink: false),
        new("sigmoid", Sigmoid, x => Sigmoid(x) * Sigmoid(-x), 0.25, HasKink: false),
        new("gelu", x => x * Normal(x), x => Normal(x) + (x * Math.Exp(-x * x / 2) / Math.Sqrt(2 * Math.PI)), 1.13, HasKink: false),
        new("silu", x => x * Sigmoid(x), x => Sigmoid(x) * (1 + (x * Sigmoid(-x))), 1.1, HasKink: false),
    ];

    /// <summary>The activation of this name.</summary>
    public static ReferenceActivation Of(string name) =>
        All.FirstOrDefault(activation => activation.Name == name) ?? throw new ArgumentException($"There is no reference for the activation '{name}'.");

    /// <summary>The reference of an activation.</summary>
    public static ReferenceActivation Of(Activation activation) => Of(activation.Name);

    public double[] Forward(double[] x) => [.. x.Select(Value)];

    /// <summary>The gradient of x from that of f(x).</summary>
    public double[] Backward(double[] x, double[] dy) => [.. x.Select((value, i) => dy[i] * Derivative(value))];

    private static double Sigmoid(double x) => 1 / (1 + Math.Exp(-x));

    // Distribution function of the standard normal; erfc keeps the digits where 1 + erf would lose them.
    private static double Normal(double x) => SpecialFunctions.Erfc(-x / Math.Sqrt(2)) / 2;
}
