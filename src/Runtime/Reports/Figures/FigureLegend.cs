namespace SweepDsl.Runtime.Reports.Figures;

/// <summary>Names of colours above a picture.</summary>
internal static class FigureLegend
{
    private const double LetterWidth = 6.6;

    /// <summary>Draws the names in one row.</summary>
    public static void Draw(SvgPicture picture, double left, double y, IReadOnlyList<(string Name, string Colour)> names)
    {
        double x = left;
        foreach ((string name, string colour) in names)
        {
            picture.Line(x, y - 4, x + 16, y - 4, "", ("stroke", colour), ("stroke-width", 3), ("stroke-linecap", "round"));
            picture.Text(x + 22, y, name, "start", ("class", "small"));
            x += 22 + (name.Length * LetterWidth) + 14;
        }
    }
}
