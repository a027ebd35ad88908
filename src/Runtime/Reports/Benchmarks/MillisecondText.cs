using System.Globalization;

namespace SweepDsl.Runtime.Reports.Benchmarks;

/// <summary>Times in tables.</summary>
internal static class MillisecondText
{
    /// <summary>Milliseconds: to the microsecond below a tenth of a second; a dash where nothing was measured.</summary>
    public static string Of(double? seconds) => seconds is { } known ? (known * 1e3).ToString(known < 0.1 ? "0.000" : "N1", CultureInfo.InvariantCulture) : "-";
}
