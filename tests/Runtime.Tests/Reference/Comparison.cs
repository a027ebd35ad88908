namespace SweepDsl.Runtime.Tests.Reference;

/// <summary>How results compare with what was expected. The ratio is worth watching: a jump from 0.1 to 0.9 shows a loss of accuracy long before a failure.</summary>
/// <param name="WorstRatio">The largest |actual - expected| / bound; infinite when a result is not a number or their count is wrong.</param>
/// <param name="Detail">Where it is, with the values.</param>
public readonly record struct Comparison(double WorstRatio, string Detail)
{
    /// <summary>Whether every result lies within its bound.</summary>
    public bool IsWithin => WorstRatio <= 1;

    public static Comparison Of(ReadOnlySpan<double> actual, ReadOnlySpan<double> expected, ReadOnlySpan<double> bound)
    {
        if (actual.Length != expected.Length || bound.Length != expected.Length)
        {
            return new Comparison(double.PositiveInfinity, $"{actual.Length} results and {bound.Length} bounds for {expected.Length} expected values");
        }

        Comparison worst = new(0, "all equal");
        for (int i = 0; i < expected.Length; i++)
        {
            double error = Math.Abs(actual[i] - expected[i]);
            double ratio = double.IsNaN(error) ? double.PositiveInfinity : error == 0 ? 0 : error / bound[i];
            if (ratio > worst.WorstRatio)
            {
                worst = new Comparison(ratio, $"at {i}: {actual[i]:R} for {expected[i]:R}, off by {error:G3}, bound {bound[i]:G3}");
            }
        }

        return worst;
    }

    /// <summary>The worse of two.</summary>
    public Comparison Worse(Comparison other) => other.WorstRatio > WorstRatio ? other : this;

    /// <summary>Fails the test when a result lies outside its bound; otherwise gives the worst ratio.</summary>
    public double AssertWithin(string what)
    {
        Assert.That(IsWithin, Is.True, $"{what}: {Detail}");
        return WorstRatio;
    }
}
