using SweepDsl.Runtime.Sweeps.Statistics;

namespace SweepDsl.Runtime.Reports.Figures;

/// <summary>Where a parameter, such as the batch size, stops paying.</summary>
/// <param name="Hardware">The smallest value with nine tenths of the highest throughput (examples per second of training); null when that is not known, or is the first value or the last.</param>
/// <param name="Learning">The largest value up to which none, from the best one on, is worse than the best, or seems so; null when nothing can be compared, or none is worse.</param>
public sealed record Knees(double? Hardware, double? Learning)
{
    /// <summary>Share of the highest throughput that counts as all of it.</summary>
    public const double FullThroughput = 0.9;

    /// <summary>The knees along an axis: over the points that are like the best one in all other parameters.</summary>
    public static Knees Of(StudyAnalysis analysis, ParameterAxis axis)
    {
        if (!axis.IsNumeric || analysis.Best is not { } best)
        {
            return new Knees(null, null);
        }

        (double Value, PointSummary Point)[] line =
        [
            .. analysis.Points.Where(point => IsInLine(point, best, axis))
                .Select(point => (axis.ValueIn(point.Parameters)!.Value.Number, point)).OrderBy(pair => pair.Item1),
        ];
        return line.Length < 3 ? new Knees(null, null) : new Knees(HardwareOf(line), LearningOf(analysis, best, line));
    }

    private static bool IsInLine(PointSummary point, PointSummary best, ParameterAxis axis) =>
        axis.ValueIn(point.Parameters) is not null && point.Parameters.Values.Where(pair => pair.Key != axis.Name).SequenceEqual(best.Parameters.Values.Where(pair => pair.Key != axis.Name));

    private static double? HardwareOf((double Value, PointSummary Point)[] line)
    {
        (double Value, double Throughput)[] known =
        [
            .. line.Select(pair => (pair.Value, pair.Point.Of(evaluation => evaluation.TrainSeconds > 0 ? evaluation.Examples / evaluation.TrainSeconds : null)?.Mean ?? double.NaN))
                .Where(pair => double.IsFinite(pair.Item2)),
        ];
        if (known.Length < 3)
        {
            return null;
        }

        // Where the first value fills the device already there is no knee, and at the last one it may lie further on.
        double knee = known.First(pair => pair.Throughput >= FullThroughput * known.Max(other => other.Throughput)).Value;
        return knee == known[0].Value || knee == known[^1].Value ? null : knee;
    }

    private static double? LearningOf(StudyAnalysis analysis, PointSummary best, (double Value, PointSummary Point)[] line)
    {
        (double Value, PointSummary Point)[] onwards = [.. line.SkipWhile(pair => !ReferenceEquals(pair.Point, best))];
        double? knee = onwards.TakeWhile(pair => analysis.StandingOf(pair.Point) is Standing.Best or Standing.Tied).Select(pair => (double?)pair.Value).LastOrDefault();
        return analysis.Comparisons.IsEmpty || knee == line[^1].Value ? null : knee;
    }
}
