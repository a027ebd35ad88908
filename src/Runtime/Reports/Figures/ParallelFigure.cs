using System.Collections.Immutable;
using SweepDsl.Runtime.Sweeps;
using SweepDsl.Runtime.Sweeps.Statistics;
using SweepDsl.Runtime.Sweeps.Store;
using SweepDsl.Runtime.Training;

namespace SweepDsl.Runtime.Reports.Figures;

/// <summary>Parallel coordinates: every trial a line over its parameters, its cost and its metric, coloured by the metric.</summary>
internal static class ParallelFigure
{
    private const double Width = 880;
    private const double Top = 48;
    private const double Bottom = 318;
    private const double Rail = 346;
    private const double Height = 366;
    private const int MostTrials = 2000;

    /// <summary>Writes the picture.</summary>
    /// <returns>Whether there is one: some trial has to have been measured.</returns>
    public static bool Write(Stream stream, StoredStudy study, StudyAnalysis analysis, ImmutableArray<ParameterAxis> axes)
    {
        StoredTrial[] trials = [.. study.Trials.Where(trial => trial.Result is not null)];
        trials = trials.Length <= MostTrials ? trials : [.. Enumerable.Range(0, MostTrials).Select(i => trials[(int)((long)i * trials.Length / MostTrials)])];
        if (!trials.Any(trial => analysis.Measure.ValueOf(trial) is { } value && double.IsFinite(value)))
        {
            return false;
        }

        Column[] columns = [.. Columns(trials, analysis, [.. axes.Where(axis => axis.Varies)])];
        double PlaceOf(int column) => columns.Length == 1 ? Width / 2 : 70 + (column * (Width - 150) / (columns.Length - 1));
        using SvgPicture picture = new(stream, Width, Height, $"Parallel coordinates of {ProgressText.Count(trials.Length, "trial")}, coloured by {Metric.Words(analysis.Metric.Name)}");
        bool hasLost = trials.Any(trial => double.IsNaN(columns[^1].PositionOf(trial)));
        if (hasLost)
        {
            picture.Rectangle(60, Rail - 8, Width - 130, 16, ("class", "rail"), ("rx", 8));
            picture.Text(Width - 64, Rail + 4, "no value", "start", ("class", "small"));
        }

        foreach ((StoredTrial trial, double merit) in trials.Select(trial => (trial, (Bottom - columns[^1].PositionOf(trial)) / (Bottom - Top))).OrderBy(pair => Merit(pair.Item2, analysis)))
        {
            bool isLost = double.IsNaN(merit);
            picture.Polyline(
                columns.Select((column, i) => (PlaceOf(i), double.IsNaN(column.PositionOf(trial)) ? Rail : column.PositionOf(trial))),
                isLost ? [("class", "lost"), ("stroke-dasharray", "3 3")] : [("stroke", Palette.Sequential(Merit(merit, analysis))), ("stroke-width", 1.6), ("stroke-opacity", trials.Length > 200 ? 0.45 : 0.85)]);
        }

        for (int i = 0; i < columns.Length; i++)
        {
            DrawAxis(picture, columns[i], PlaceOf(i), isLast: i == columns.Length - 1);
        }

        return true;
    }

    private static double Merit(double share, StudyAnalysis analysis) => double.IsNaN(share) ? -1 : analysis.Metric.Goal == MetricGoal.Minimize ? 1 - share : share;

    private static void DrawAxis(SvgPicture picture, Column column, double x, bool isLast)
    {
        picture.Line(x, Top, x, Bottom, "axis");
        picture.Text(x, Top - 18, column.Name, "middle", ("class", "name"));
        foreach ((double value, string text) in column.Scale.Ticks)
        {
            double y = column.Scale.PositionOf(value);
            picture.Line(x - 3, y, x + 3, y, "axis");
            picture.Text(x + (isLast ? 8 : -8), y + 4, text, isLast ? "start" : "end", ("class", "small"));
        }
    }

    private static IEnumerable<Column> Columns(StoredTrial[] trials, StudyAnalysis analysis, ImmutableArray<ParameterAxis> axes)
    {
        foreach (ParameterAxis axis in axes)
        {
            var scale = FigureScale.Of(axis, Bottom, Top, 0);
            yield return new Column(axis.Name, scale, trial => axis.ValueIn(trial.Trial.Parameters) is { } value ? scale.PositionOf(value) : double.NaN);
        }

        yield return Of("examples/s", "", evaluation => evaluation.TrainSeconds > 0 ? evaluation.Examples / evaluation.TrainSeconds : double.NaN);
        yield return Of("train seconds", "", evaluation => evaluation.TrainSeconds);
        string metric = analysis.Metric.Name;
        var last = FigureScale.Of(metric, trials.Select(trial => analysis.Measure.ValueOf(trial) ?? double.NaN), Bottom, Top, mayBeLogarithmic: true);
        yield return new Column(Metric.Words(metric), last, trial => analysis.Measure.ValueOf(trial) is { } value && double.IsFinite(value) ? last.PositionOf(value) : double.NaN);

        Column Of(string name, string kind, Func<Evaluation, double> quantity)
        {
            var scale = FigureScale.Of(kind, trials.Select(trial => trial.Result?.Last is { } evaluation ? quantity(evaluation) : double.NaN), Bottom, Top, mayBeLogarithmic: true);
            return new Column(name, scale, trial => trial.Result?.Last is { } evaluation && double.IsFinite(quantity(evaluation)) ? scale.PositionOf(quantity(evaluation)) : double.NaN);
        }
    }

    private sealed record Column(string Name, FigureScale Scale, Func<StoredTrial, double> PositionOf);
}
