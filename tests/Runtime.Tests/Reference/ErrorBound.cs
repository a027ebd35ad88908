namespace SweepDsl.Runtime.Tests.Reference;

/// <summary>
/// How far a sum computed in single precision may lie from the exact one. The standard forward bound for n products in any order is
/// gamma(n) * sum of |products|, gamma(n) = n u / (1 - n u). Vulkan leaves the rounding mode open, so u is a whole unit in the last place, 2^-23;
/// the bound is doubled for operations whose error is more than one rounding (a fused activation, a scale).
/// </summary>
public static class ErrorBound
{
    /// <summary>Largest relative error of one operation.</summary>
    public const double UnitRoundoff = 1.0 / (1 << 23);

    /// <summary>Devices may flush numbers below this to zero.</summary>
    public const double SmallestNormal = 1.1754943508222875e-38;

    /// <summary>gamma(n) = n u / (1 - n u).</summary>
    public static double Gamma(int terms) => terms * UnitRoundoff / (1 - (terms * UnitRoundoff));

    /// <summary>The bound for each sum.</summary>
    public static double[] Of(BoundedSum sum) => [.. sum.Magnitudes.Select(magnitude => Of(magnitude, sum.Terms))];

    /// <summary>The bound for a sum of <paramref name="terms"/> products with this sum of absolute values.</summary>
    public static double Of(double magnitude, int terms) => (2 * Gamma(terms) * magnitude) + (terms * SmallestNormal);

    /// <summary>
    /// The bound after an activation: the sum's bound through its steepest slope, and the function's own error
    /// (exp may be off by 3 + 2|x| units in the last place, and gelu's erf by an absolute 2e-7 of its factor).
    /// </summary>
    public static double[] After(ReferenceActivation activation, BoundedSum sum) =>
    [
        .. Of(sum).Select((bound, i) => (activation.Lipschitz * bound) + FunctionError(activation, sum.Values[i])),
    ];

    /// <summary>What a device's own activation function may be off by at x.</summary>
    public static double FunctionError(ReferenceActivation activation, double x) => activation.Name is "identity" or "relu" or "leaky_relu"
        ? UnitRoundoff * Math.Abs(x)
        : (UnitRoundoff * 16 * Math.Max(Math.Abs(activation.Value(x)), 1e-3)) + (4e-7 * Math.Min(1, Math.Abs(x)));

    /// <summary>Compares a device's results with the reference.</summary>
    public static Comparison Compare(ReadOnlySpan<float> actual, BoundedSum expected) => Compare(actual, expected.Values, Of(expected));

    /// <summary>Compares a device's results with the reference, within a bound for each.</summary>
    public static Comparison Compare(ReadOnlySpan<float> actual, ReadOnlySpan<double> expected, ReadOnlySpan<double> bound)
    {
        double[] widened = new double[actual.Length];
        for (int i = 0; i < widened.Length; i++)
        {
            widened[i] = actual[i];
        }

        return Comparison.Of(widened, expected, bound);
    }

    /// <summary>Compares a device's results with the reference, within one bound for all.</summary>
    public static Comparison Compare(ReadOnlySpan<float> actual, ReadOnlySpan<double> expected, double bound)
    {
        double[] bounds = new double[expected.Length];
        Array.Fill(bounds, bound);
        return Compare(actual, expected, bounds);
    }
}
