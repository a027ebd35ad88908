namespace SweepDsl.Runtime.Tests.Reference.Checks;

/// <summary>Comparison of two computations of one thing in double precision.</summary>
public static class Equality
{
    private const double Tolerance = 1e-12;

    /// <summary>Equal but for rounding: within 1e-12 of the larger of 1 and the value.</summary>
    public static Comparison Of(double[] actual, double[] expected) =>
        Comparison.Of(actual, expected, [.. expected.Select(value => Tolerance * Math.Max(1, Math.Abs(value)))]);

    /// <summary>Equal but for rounding.</summary>
    public static Comparison Of(double actual, double expected) => Of([actual], [expected]);
}
