using SweepDsl.Runtime.Sweeps.Store;

namespace SweepDsl.Runtime.Sweeps.Statistics;

/// <summary>What the search of a parameter inside each point found, in one sentence.</summary>
public static class TuningVerdict
{
    /// <summary>The sentence; null where nothing was searched.</summary>
    public static string? Of(StudyAnalysis analysis)
    {
        if (analysis.Tuning is not { Points.IsEmpty: false } tuning)
        {
            return null;
        }

        string metric = Metric.Words(tuning.Definition.Metric.Name);
        string searched = $"{tuning.Definition.Parameter} was searched inside each point by {metric}";
        PointLabels labels = new(analysis.Points);
        (PointSummary Summary, TunedPoint Tuned)[] open =
        [
            .. from point in analysis.Points let tuned = tuning.PointOf(point.Parameters) where tuned is { Edge: not TuningEdge.None } select (point, tuned),
        ];
        if (open.Length == 0)
        {
            return $"{searched}; the best value lies between others at every point.";
        }

        string[] ends = [.. open.Select(pair => $"{labels.Short(pair.Summary)} ({pair.Tuned.Value.ShortText} is the {(pair.Tuned.Edge == TuningEdge.Low ? "smallest" : "largest")})")];
        string list = ends.Length == 1 ? ends[0] : $"{string.Join(", ", ends[..^1])} and {ends[^1]}";
        return $"{searched}; the best value is the last that was tried at {list}, so that a better one may lie beyond.";
    }
}
