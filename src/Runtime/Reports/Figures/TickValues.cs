namespace SweepDsl.Runtime.Reports.Figures;

/// <summary>Round values for the ticks of an axis.</summary>
internal static class TickValues
{
    private const double Tolerance = 1e-9;

    /// <summary>Five or six round values at even steps, the first at or below the range and the last at or above it.</summary>
    public static double[] Around(double low, double high)
    {
        if (high <= low)
        {
            return [low];
        }

        double rough = (high - low) / 5;
        double power = Math.Pow(10, Math.Floor(Math.Log10(rough)));
        double step = power * new[] { 1.0, 2, 5, 10 }.First(factor => factor * power >= rough * (1 - Tolerance));
        long first = (long)Math.Floor((low / step) + Tolerance);
        long last = (long)Math.Ceiling((high / step) - Tolerance);
        return [.. Enumerable.Range(0, (int)(last - first) + 1).Select(i => Rounded((first + i) * step))];
    }

    /// <summary>Round values within a range of positive numbers: at factors, or at even steps.</summary>
    public static double[] Within(double low, double high, bool isLogarithmic)
    {
        double[] values = isLogarithmic ? [.. AtFactors(low, high)] : [.. Around(low, high).Where(value => value >= low && value <= high)];
        return values.Length > 1 ? values : [low, high];
    }

    private static IEnumerable<double> AtFactors(double low, double high)
    {
        double[] factors = Math.Log10(high / low) switch { > 4 => [1], > 2 => [1, 3], _ => [1, 2, 5] };
        for (int power = (int)Math.Floor(Math.Log10(low)); power <= Math.Ceiling(Math.Log10(high)); power++)
        {
            foreach (double value in factors.Select(factor => Rounded(factor * Math.Pow(10, power))).Where(value => value >= low * (1 - Tolerance) && value <= high * (1 + Tolerance)))
            {
                yield return value;
            }
        }
    }

    private static double Rounded(double value) => value == 0 ? 0 : Math.Round(value, Math.Clamp(11 - (int)Math.Floor(Math.Log10(Math.Abs(value))), 0, 15));
}
