namespace SweepDsl.Runtime.Reports;

/// <summary>A course of numbers in one row of a terminal: each column is the mean of a part, from the least of all parts to the largest; by logarithms where all are positive, for losses fall by shares.</summary>
internal static class Sparkline
{
    private const string Blocks = "▁▂▃▄▅▆▇█";
    private const string Ascii = "_.:-=+*#";

    /// <summary>Draws the numbers.</summary>
    /// <param name="values">Numbers, all finite; none gives an empty row.</param>
    /// <param name="columns">Columns at most; fewer numbers take fewer.</param>
    /// <param name="isUnicode">Whether the terminal shows more than ASCII.</param>
    public static string Of(ReadOnlySpan<double> values, int columns, bool isUnicode)
    {
        string levels = isUnicode ? Blocks : Ascii;
        Span<double> parts = stackalloc double[Math.Min(values.Length, columns)];
        for (int i = 0; i < parts.Length; i++)
        {
            parts[i] = Mean(values[(i * values.Length / parts.Length)..((i + 1) * values.Length / parts.Length)]);
        }

        TakeLogarithms(parts);
        (double least, double most) = (double.PositiveInfinity, double.NegativeInfinity);
        foreach (double part in parts)
        {
            (least, most) = (Math.Min(least, part), Math.Max(most, part));
        }

        Span<char> drawn = stackalloc char[parts.Length];
        for (int i = 0; i < parts.Length; i++)
        {
            double height = most > least ? (parts[i] - least) / (most - least) : 0.5;
            drawn[i] = levels[Math.Min((int)(height * levels.Length), levels.Length - 1)];
        }

        return new string(drawn);
    }

    private static void TakeLogarithms(Span<double> values)
    {
        foreach (double value in values)
        {
            if (value <= 0)
            {
                return;
            }
        }

        foreach (ref double value in values)
        {
            value = Math.Log(value);
        }
    }

    private static double Mean(ReadOnlySpan<double> values)
    {
        double sum = 0;
        foreach (double value in values)
        {
            sum += value;
        }

        return sum / values.Length;
    }
}
