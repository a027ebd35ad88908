using System.Collections.Immutable;
using SweepDsl.Runtime.Sweeps.Statistics;
using SweepDsl.Runtime.Sweeps.Store;

namespace SweepDsl.Runtime.Reports.Figures;

/// <summary>The picture of the answer: the metric against the swept parameter, means with intervals, each seed a dot, and what has no value below.</summary>
internal static class AnswerFigure
{
    // A little to the left, so that seeds do not hide behind the mean's interval.
    private const double SeedOffset = 9;

    private const double Width = 720;
    private const double Height = 430;
    private const int MostMeans = 60;

    /// <summary>Writes the picture.</summary>
    /// <returns>Whether there is one: something must vary, and something have finished.</returns>
    public static bool Write(Stream stream, StudyAnalysis analysis, ImmutableArray<ParameterAxis> axes)
    {
        if (ParameterAxis.Main(axes) is not { } main || analysis.Best is null)
        {
            return false;
        }

        ImmutableArray<PointGroup> groups = PointGroup.Of(analysis.Points, axes, main);
        bool hasLost = analysis.Points.Any(point => point.Diverged + point.Failed + point.Pruned > 0);
        FigureFrame frame = new(72, groups.Length > 1 || hasLost ? 44 : 20, Width - 20, Height - 56 - (hasLost ? 20 : 0));
        string metric = Metric.Words(analysis.Metric.Name);
        using SvgPicture picture = new(stream, Width, Height, $"{metric} against {main.Name}");
        var across = FigureScale.Of(main, frame.Left, frame.Right, 0.05);
        var up = FigureScale.Of(analysis.Metric.Name, Values(analysis), frame.Bottom, frame.Top, mayBeLogarithmic: false);
        frame.Draw(picture, across, up, main.Name, metric);
        FigureLegend.Draw(picture, frame.Left, 20, [.. groups.Where(group => group.Name is not null).Select(group => (group.Name!, group.Colour!))]);
        foreach (PointGroup group in groups)
        {
            DrawSeeds(picture, group, main, across, up);
        }

        foreach (PointGroup group in groups.Where(group => group.Points.Length <= MostMeans))
        {
            DrawMeans(picture, analysis, group, main, across, up, isLine: axes.Count(axis => axis.Varies) <= (groups.Length > 1 ? 2 : 1));
        }

        if (hasLost)
        {
            DrawLost(picture, analysis, main, across, frame.Bottom + 52, frame);
        }

        return true;
    }

    private static IEnumerable<double> Values(StudyAnalysis analysis)
    {
        bool isShare = Metric.IsShare(analysis.Metric.Name);
        foreach (PointSummary point in analysis.Points)
        {
            foreach (double value in point.Values.Values)
            {
                yield return value;
            }

            if (point.Estimate?.Interval is { } interval)
            {
                yield return isShare ? Math.Max(0, interval.Low) : interval.Low;
                yield return isShare ? Math.Min(1, interval.High) : interval.High;
            }
        }
    }

    private static double At(PointSummary point, ParameterAxis main, FigureScale across) => across.PositionOf(main.ValueIn(point.Parameters) ?? main.Values[0]);

    private static void DrawSeeds(SvgPicture picture, PointGroup group, ParameterAxis main, FigureScale across, FigureScale up)
    {
        foreach ((PointSummary point, double value) in group.Points.SelectMany(point => point.Values.Values.Select(value => (point, value))))
        {
            picture.Circle(At(point, main, across) - SeedOffset, up.PositionOf(value), 3.2, [("class", group.Colour is null ? "seed" : ""), .. Fill(group), ("fill-opacity", 0.42)]);
        }
    }

    private static void DrawMeans(SvgPicture picture, StudyAnalysis analysis, PointGroup group, ParameterAxis main, FigureScale across, FigureScale up, bool isLine)
    {
        (double X, double Y, PointSummary Point)[] means =
            [.. group.Points.Where(point => point.Estimate is not null).Select(point => (At(point, main, across), up.PositionOf(point.Estimate!.Value.Mean), point)).OrderBy(mean => mean.Item1)];
        if (isLine && main.IsNumeric)
        {
            picture.Polyline(means.Select(mean => (mean.X, mean.Y)), [("class", Class(group)), .. Stroke(group), ("stroke-width", 2), ("fill-opacity", 0)]);
        }

        bool isShare = Metric.IsShare(analysis.Metric.Name);
        foreach ((double x, double y, PointSummary point) in means)
        {
            if (point.Estimate?.Interval is { } interval)
            {
                double low = up.PositionOf(isShare ? Math.Max(0, interval.Low) : interval.Low);
                double high = up.PositionOf(isShare ? Math.Min(1, interval.High) : interval.High);
                picture.Line(x, low, x, high, Class(group), [.. Stroke(group), ("stroke-width", 1.4)]);
                picture.Line(x - 3, low, x + 3, low, Class(group), [.. Stroke(group), ("stroke-width", 1.4)]);
                picture.Line(x - 3, high, x + 3, high, Class(group), [.. Stroke(group), ("stroke-width", 1.4)]);
            }

            bool isGood = analysis.StandingOf(point) is Standing.Best or Standing.Tied;
            double radius = ReferenceEquals(point, analysis.Best) ? 6 : 4.6;
            if (!isGood)
            {
                picture.Circle(x, y, radius, ("class", "hollow"));
            }

            picture.Circle(x, y, radius, [("class", Class(group)), .. Stroke(group), .. Fill(group), ("fill-opacity", isGood ? 1 : 0), ("stroke-width", 2)]);
        }
    }

    private static void DrawLost(SvgPicture picture, StudyAnalysis analysis, ParameterAxis main, FigureScale across, double y, FigureFrame frame)
    {
        picture.Text(frame.Left - 8, y + 4, "no value", "end", ("class", "small"));
        foreach (PointSummary point in analysis.Points.Where(point => point.Diverged + point.Failed + point.Pruned > 0))
        {
            picture.Cross(At(point, main, across), y, 4);
        }
    }

    private static string Class(PointGroup group) => group.Colour is null ? "accent" : "";

    private static (string, object)[] Stroke(PointGroup group) => group.Colour is null ? [] : [("stroke", group.Colour)];

    private static (string, object)[] Fill(PointGroup group) => group.Colour is null ? [] : [("fill", group.Colour)];
}
