namespace SweepDsl.Runtime.Reports.Figures;

/// <summary>The axes of a picture: grid, ticks, names.</summary>
/// <param name="Left">Its left edge.</param>
/// <param name="Top">Its upper edge.</param>
/// <param name="Right">Its right edge.</param>
/// <param name="Bottom">Its lower edge.</param>
internal readonly record struct FigureFrame(double Left, double Top, double Right, double Bottom)
{
    /// <summary>Draws it.</summary>
    /// <param name="picture">The picture.</param>
    /// <param name="across">Places values along the lower edge.</param>
    /// <param name="up">Places values along the left edge.</param>
    /// <param name="acrossName">What lies along the lower edge.</param>
    /// <param name="upName">What lies along the left edge.</param>
    public void Draw(SvgPicture picture, FigureScale across, FigureScale up, string acrossName, string upName)
    {
        foreach ((double value, string text) in up.Ticks)
        {
            double y = up.PositionOf(value);
            picture.Line(Left, y, Right, y, "grid");
            picture.Text(Left - 8, y + 4, text, "end");
        }

        foreach ((double value, string text) in across.Ticks)
        {
            double x = across.PositionOf(value);
            picture.Line(x, Bottom, x, Bottom + 4, "axis");
            picture.Text(x, Bottom + 18, text, "middle");
        }

        picture.Line(Left, Bottom, Right, Bottom, "axis");
        picture.Line(Left, Top, Left, Bottom, "axis");
        picture.Text((Left + Right) / 2, Bottom + 38, acrossName, "middle");
        double middle = (Top + Bottom) / 2;
        picture.Text(Left - 46, middle, upName, "middle", ("transform", FormattableString.Invariant($"rotate(-90 {Left - 46:0.##} {middle:0.##})")));
    }
}
