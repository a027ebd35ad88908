using System.Globalization;

namespace SweepDsl.Runtime.Sweeps.Statistics;

/// <summary>Numbers for people: as many digits as the uncertainty leaves meaning to.</summary>
public static class NumberText
{
    private const int MaxDecimals = 6;
    private const double SmallestFixed = 1e-4;
    private const double LargestFixed = 1e6;

    /// <summary>A number with a given number of decimals; very large and very small ones in exponents.</summary>
    public static string Fixed(double value, int decimals) =>
        value == 0 || (Math.Abs(value) is >= SmallestFixed and < LargestFixed)
            ? value.ToString("F" + decimals.ToString(CultureInfo.InvariantCulture), CultureInfo.InvariantCulture)
            : value.ToString("0.00e+0", CultureInfo.InvariantCulture);

    /// <summary>An estimate as <c>0.93 ± 0.01</c>; without spread as four significant digits.</summary>
    /// <param name="estimate">The estimate.</param>
    /// <param name="scale">What it is multiplied with: 100 for points.</param>
    public static string Of(Estimate estimate, double scale = 1)
    {
        double mean = estimate.Mean * scale;
        if (estimate.HalfWidth * scale is not { } halfWidth)
        {
            return Fixed(mean, DecimalsOf(mean, 4));
        }

        int decimals = UncertaintyDecimals(halfWidth);
        return halfWidth == 0 ? $"{Fixed(mean, DecimalsOf(mean, 4))} ± 0" : $"{Fixed(mean, decimals)} ± {Fixed(halfWidth, decimals)}";
    }

    /// <summary>An uncertainty by itself: <c>0.12</c>, <c>0.9</c>.</summary>
    public static string Uncertainty(double value) => Fixed(value, UncertaintyDecimals(value));

    /// <summary>Decimals that show so many significant digits of a value.</summary>
    public static int DecimalsOf(double value, int significant) =>
        value == 0 || !double.IsFinite(value) ? significant - 1 : Math.Clamp(significant - 1 - (int)Math.Floor(Math.Log10(Math.Abs(value))), 0, MaxDecimals);

    // 0.12 keeps two digits and 0.9 one, as is usual for uncertainties.
    private static int UncertaintyDecimals(double value) => DecimalsOf(value, LeadingDigit(value) == 1 ? 2 : 1);

    private static int LeadingDigit(double value) => value == 0 ? 0 : (int)(Math.Abs(value) / Math.Pow(10, Math.Floor(Math.Log10(Math.Abs(value)))));
}
