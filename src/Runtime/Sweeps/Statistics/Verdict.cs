using SweepDsl.Runtime.Sweeps.Store;

namespace SweepDsl.Runtime.Sweeps.Statistics;

/// <summary>The answer of a study in one or two sentences, claiming no more than its seeds can show.</summary>
public static class Verdict
{
    private const double Points = 100;

    // More names than these say less than that all are alike.
    private const int FewTied = 5;

    /// <summary>The answer.</summary>
    public static string Of(StudyAnalysis analysis)
    {
        PointLabels labels = new(analysis.Points);
        if (analysis.Best is not { } best)
        {
            return Nothing(analysis, labels);
        }

        string metric = Metric.Words(analysis.Metric.Name);
        string value = $"{metric} {NumberText.Of(best.Estimate!.Value)}{(best.Diverged > 0 ? $"; it {Divergence(best)}" : "")}";
        if (analysis.Points.Length == 1)
        {
            return $"Only one point, {labels.Full(best)}: {value}{Trials(best)}; there is nothing to compare it with.";
        }

        string others = Others(analysis, labels);
        if (best.Values.Count == 1)
        {
            string more = analysis.Points.Any(point => point.Trials.Length > 1 && point.Missing > 0) ? "the other seeds have not been run yet" : "run at least 3 (--seeds 3)";
            return $"Best with one seed: {labels.Full(best)} ({value}){others}. One seed cannot tell a difference from chance: {more}.";
        }

        PointSummary[] tied = With(analysis, Standing.Tied);
        if (analysis.Comparisons.IsEmpty && With(analysis, Standing.Unknown).Length > 0)
        {
            return $"Only {labels.Full(best)} has finished trials enough to be compared with so far: {value}{others}.";
        }

        if (tied.Length > FewTied && tied.Length == analysis.Points.Length - 1)
        {
            return $"{best.Values.Count} seeds cannot tell any of the other {tied.Length} points from the best one, {labels.Full(best)} ({value}).{ToDecide(analysis, labels, tied)}";
        }

        if (tied.Length == 0)
        {
            return $"Best: {labels.Full(best)} ({value}){others}.{ToDecide(analysis, labels, With(analysis, Standing.Undecided))}";
        }

        PointSummary[] alike = [.. analysis.Points.Where(point => point == best || tied.Contains(point))];
        return $"Best: {labels.List(alike)}, which {best.Values.Count} seeds cannot tell apart ({value} at {labels.Short(best)}){others}.{ToDecide(analysis, labels, tied)}";
    }

    private static string Nothing(StudyAnalysis analysis, PointLabels labels)
    {
        PointSummary[] diverged = With(analysis, Standing.Diverged);
        PointSummary[] pruned = With(analysis, Standing.Pruned);
        if (pruned.Length > 0)
        {
            string some = pruned.Any(point => point.Pruned < point.Trials.Length) ? ", some of them with some seeds only" : "";
            return $"No point has finished without being pruned: {labels.List(pruned)} {(pruned.Length == 1 ? "was" : "were")} given up early{some}. Later brackets, or a smaller eta, let more trials reach their end.";
        }

        PointSummary[] failed = [.. analysis.Points.Where(point => point.Failed > 0 && !diverged.Contains(point))];
        string alsoFailed = failed.Length == 0 ? "" : $", {labels.List(failed)} failed";
        return diverged.Length > 0
            ? $"No trial finished: {labels.List(diverged)} diverged{alsoFailed}. A smaller learning rate is the first thing to try."
            : failed.Length > 0
                ? "No trial finished: all that ended failed."
                : "No trial has finished yet.";
    }

    private static string Others(StudyAnalysis analysis, PointLabels labels)
    {
        string text = Behind(analysis, labels, Standing.Worse, "is worse", "are worse");
        string undecided = Behind(analysis, labels, Standing.Undecided, "seems worse", "seem worse");
        text += undecided.Length == 0 ? "" : $"{undecided}, which {analysis.Best!.Values.Count} seeds cannot confirm";
        foreach (IGrouping<string, PointSummary> group in With(analysis, Standing.Diverged).GroupBy(Divergence))
        {
            text += $"; {labels.ShortList([.. group])} {group.Key}";
        }

        foreach (IGrouping<string, PointSummary> group in With(analysis, Standing.Pruned).GroupBy(PrunedWith))
        {
            text += $"; {labels.ShortList([.. group])} {(group.Count() == 1 ? "was" : "were")} {group.Key}";
        }

        // With one seed nothing can be compared, and the verdict says so by itself.
        PointSummary[] unknown = analysis.Best!.Values.Count == 1 ? [] : With(analysis, Standing.Unknown);
        return unknown.Length == 0 ? text : $"{text}; {labels.ShortList(unknown)} {(unknown.Length == 1 ? "has" : "have")} too few finished trials to be compared";
    }

    // Points behind the best one: "; 64 is worse by 5 ± 2 points", of two or more with the verb's plural.
    private static string Behind(StudyAnalysis analysis, PointLabels labels, Standing standing, string one, string many)
    {
        PointSummary[] behind = [.. With(analysis, standing).OrderBy(point => analysis.Comparisons[point].Deficit.Mean)];
        return behind switch
        {
            [] => "",
            [PointSummary only] => $"; {labels.Short(only)} {one} by {Deficit(analysis, only)}",
            [PointSummary first, PointSummary second] => $"; {labels.Short(first)} {one} by {Deficit(analysis, first)} and {labels.Short(second)} by {Deficit(analysis, second)}",
            [PointSummary first, .., PointSummary last] =>
                $"; {labels.ShortList([.. analysis.Points.Where(behind.Contains)])} {many}, by {Deficit(analysis, first)} ({labels.Short(first)}) to {Deficit(analysis, last)} ({labels.Short(last)})",
        };
    }

    private static string Deficit(StudyAnalysis analysis, PointSummary point)
    {
        Estimate deficit = analysis.Comparisons[point].Deficit;
        return Store.Metric.IsShare(analysis.Metric.Name) ? $"{NumberText.Of(deficit, Points)} points" : NumberText.Of(deficit);
    }

    // What would decide between the best point and the one that comes nearest to it.
    private static string ToDecide(StudyAnalysis analysis, PointLabels labels, PointSummary[] open)
    {
        if (open.Length == 0)
        {
            return "";
        }

        PointSummary nearest = open.MinBy(point => analysis.Comparisons[point].Deficit.Mean)!;
        PairedComparison comparison = analysis.Comparisons[nearest];
        string between = $"{labels.Short(analysis.Best!)} and {labels.Short(nearest)}";
        int needed = SeedsNeeded.ToTell();
        string noise = comparison.SamplingError == 0
            ? ""
            : $"below {Difference(analysis, comparison.SamplingError * Estimate.Student(double.PositiveInfinity))} the {analysis.Measure.Examples:N0} {ExamplesWord(analysis)} examples cannot";
        return (comparison.Deficit.Count < needed, noise) switch
        {
            (true, "") => $" {needed} seeds would be needed to decide between {between}.",
            (true, _) => $" {needed} seeds would be needed to decide between {between}; {noise}.",
            (false, "") => "",
            _ => $" Between {between}, differences {noise} decide.",
        };
    }

    private static string ExamplesWord(StudyAnalysis analysis) => analysis.Metric.Name.StartsWith("val_", StringComparison.Ordinal) ? "held-out" : "test";

    private static string Difference(StudyAnalysis analysis, double value) => Store.Metric.IsShare(analysis.Metric.Name)
        ? $"{NumberText.Uncertainty(value * Points)} points"
        : NumberText.Uncertainty(value);

    private static string Divergence(PointSummary point) =>
        point.Diverged == point.Trials.Length ? "diverged" : $"diverged with {point.Diverged} of {point.Trials.Length} seeds";

    private static string PrunedWith(PointSummary point) =>
        point.Pruned == point.Trials.Length ? "pruned" : $"pruned with {point.Pruned} of {point.Trials.Length} seeds";

    private static string Trials(PointSummary point) => point.Values.Count == 1 ? " with one seed" : $" over {point.Values.Count} seeds";

    private static PointSummary[] With(StudyAnalysis analysis, Standing standing) => [.. analysis.Points.Where(point => analysis.StandingOf(point) == standing)];
}
