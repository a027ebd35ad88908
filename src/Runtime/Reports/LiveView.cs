namespace SweepDsl.Runtime.Reports;

/// <summary>What a picture of the live display is drawn for.</summary>
/// <param name="Width">Columns of the terminal.</param>
/// <param name="Height">Its rows.</param>
/// <param name="IsUnicode">Whether it shows more than ASCII.</param>
internal readonly record struct LiveView(int Width, int Height, bool IsUnicode)
{
    // Ended trials and notices keep so many rows on a terminal of the usual height.
    private const int RowsAbove = 4;
    private const int FewestRows = 6;

    /// <summary>Columns of the picture: a line as wide as the terminal would wrap on some.</summary>
    public int Room => Math.Max(1, Width - 1);

    /// <summary>Rows of the picture at most. The cursor stands below it, so that a picture as tall as the terminal would scroll with every frame.</summary>
    public int Rows => Math.Max(0, Math.Min(Height - 1, Math.Max(Height - RowsAbove, FewestRows)));

    /// <summary>A bar of so many columns.</summary>
    public (string Done, string Left) Bar(double fraction, int columns)
    {
        int done = Math.Clamp((int)(fraction * columns), 0, columns);
        return (new string(IsUnicode ? '━' : '#', done), new string(IsUnicode ? '─' : '.', columns - done));
    }
}
