using System.Globalization;

namespace SweepDsl.Runtime.Vulkan;

/// <summary>Sizes as people read them.</summary>
internal static class ByteCount
{
    /// <summary>The size in the largest binary unit that leaves at least 1, such as <c>1.5 GiB</c>.</summary>
    public static string Format(long bytes)
    {
        ReadOnlySpan<string> units = ["B", "KiB", "MiB", "GiB", "TiB"];
        double value = bytes;
        int unit = 0;
        while (Math.Abs(value) >= 1024 && unit < units.Length - 1)
        {
            value /= 1024;
            unit++;
        }

        return string.Create(CultureInfo.InvariantCulture, $"{value:0.##} {units[unit]}");
    }
}
