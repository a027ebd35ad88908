namespace SweepDsl.Runtime.Sweeps.Search.Bayes;

/// <summary>Losses as the model takes them: of mean 0 and variance 1, and the bad ones cut, as a loss of 1,000 tells no more than one of 100 where the best are 0.1.</summary>
internal static class StandardLosses
{
    // In distances of the middle loss from the best one.
    private const double Worst = 4;

    // Beyond it differences overflow.
    private const double Largest = 1e150;

    /// <summary>The scaled losses.</summary>
    /// <param name="losses">At least one; those that are not finite, or all but infinite, count as the worst there can be.</param>
    public static double[] Of(IReadOnlyList<double> losses)
    {
        double[] finite = [.. losses.Where(IsUsable).Order()];
        double best = finite.FirstOrDefault();
        double unit = finite.Select(loss => loss - best).DefaultIfEmpty().ElementAt(finite.Length / 2) is > 0 and var middle ? middle : finite.LastOrDefault() - best;
        return Standardized([.. losses.Select(loss => !IsUsable(loss) ? Worst : unit > 0 ? Math.Min((loss - best) / unit, Worst) : 0)]);
    }

    private static bool IsUsable(double loss) => Math.Abs(loss) < Largest;

    private static double[] Standardized(double[] values)
    {
        double mean = values.Average();
        double deviation = Math.Sqrt(values.Average(value => (value - mean) * (value - mean)));
        return deviation > 0 ? [.. values.Select(value => (value - mean) / deviation)] : new double[values.Length];
    }
}
