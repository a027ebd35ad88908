using System.Globalization;
using SweepDsl.Runtime.Energy;

namespace SweepDsl.Runtime.Reports;

/// <summary>Energy for people.</summary>
internal static class EnergyText
{
    private const double JoulesOfWattHour = 3600;

    /// <summary>What a device used, such as <c>3.94 Wh in 3:19, 71.36 W on average (NVML, of the whole card)</c>.</summary>
    public static string Of(EnergyUse use)
    {
        string power = use.Seconds > 0 ? $", {Number(use.Joules / use.Seconds, "W")} on average" : "";
        return $"{WattHours(use.Joules / JoulesOfWattHour)} in {DurationText.Clock(TimeSpan.FromSeconds(use.Seconds))}{power} ({use.Source})";
    }

    private static string WattHours(double hours) => hours < 1000 ? Number(hours, "Wh") : Number(hours / 1000, "kWh");

    private static string Number(double number, string unit) => string.Create(CultureInfo.InvariantCulture, $"{number.ToString(number < 100 ? "0.##" : "N0", CultureInfo.InvariantCulture)} {unit}");
}
