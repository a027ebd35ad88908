using System.Globalization;

namespace SweepDsl.Runtime.Energy;

/// <summary>A file of Linux' sysfs that holds one whole number, such as <c>energy_uj</c>.</summary>
internal static class CounterFile
{
    /// <summary>The number; null where there is none, or this user may not read it.</summary>
    public static long? Read(string path)
    {
        try
        {
            return long.TryParse(File.ReadAllText(path), NumberStyles.AllowLeadingWhite | NumberStyles.AllowTrailingWhite, CultureInfo.InvariantCulture, out long value) && value >= 0 ? value : null;
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }
}
