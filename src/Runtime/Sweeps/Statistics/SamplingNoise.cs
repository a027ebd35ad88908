namespace SweepDsl.Runtime.Sweeps.Statistics;

/// <summary>
/// How far a difference of accuracies may come from the choice of test examples alone. All seeds are judged by the same examples, so more seeds never lower it and their spread never shows it.
/// </summary>
/// <remarks>
/// An accuracy p over n examples has the variance p(1 - p)/n (binomial). Two points err on much the same examples, so that in their difference a part cancels; how large a part is known from their answers to every
/// example, which a study does not keep. Nothing is deducted, therefore: the variances are added as if each point had been judged by examples of its own. It errs on the side of "cannot be told apart".
/// </remarks>
internal static class SamplingNoise
{
    /// <summary>Variance of the difference of two accuracies; 0 for other quantities, of whose variance over examples nothing is known.</summary>
    /// <param name="measure">What was measured.</param>
    /// <param name="first">One mean.</param>
    /// <param name="second">The other mean.</param>
    public static double Variance(TrialMeasure measure, double first, double second) =>
        measure.Examples is { } examples ? Variance(first, second, examples) : 0;

    /// <summary>Variance of the difference of two accuracies over so many examples; 0 where there are none.</summary>
    public static double Variance(double first, double second, int examples) => examples > 0 ? Binomial(first, examples) + Binomial(second, examples) : 0;

    // One more right and one more wrong (Agresti and Coull 1998): no error in n examples does not show that there are none in others.
    private static double Binomial(double share, int examples)
    {
        double p = ((Math.Clamp(share, 0, 1) * examples) + 1) / (examples + 2);
        return p * (1 - p) / examples;
    }
}
