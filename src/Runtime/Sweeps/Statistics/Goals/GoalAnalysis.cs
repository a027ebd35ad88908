using System.Collections.Immutable;
using SweepDsl.Runtime.Sweeps.Store;

namespace SweepDsl.Runtime.Sweeps.Statistics.Goals;

/// <summary>
/// What it takes each point of a study to reach its goal, in updates, examples and seconds: the steps to a result of Shallue et al. 2019 ("Measuring the effects of data parallelism on neural network training"). A pure
/// function of what is stored.
/// </summary>
/// <param name="Goal">The goal.</param>
/// <param name="Points">All points, in the order of the sweep.</param>
/// <param name="Looks">How often the study is looked at, at most.</param>
public sealed record GoalAnalysis(GoalDefinition Goal, ImmutableArray<GoalSummary> Points, int Looks = 1)
{
    /// <summary>The least costs, in the order of <see cref="GoalCost.All"/>; empty when no trial reached the goal.</summary>
    public ImmutableArray<GoalRanking> Rankings { get; } = [.. GoalCost.All.Select(cost => GoalRanking.Of(Points, cost, Looks)).OfType<GoalRanking>()];

    /// <summary>Analyses a study; null when it has no goal.</summary>
    /// <param name="study">The study.</param>
    /// <param name="analysis">Its points.</param>
    public static GoalAnalysis? Of(StoredStudy study, StudyAnalysis analysis) => study.Record.Goal is { } goal ? new GoalAnalysis(goal, [.. analysis.Points.Select(point => new GoalSummary(point))], study.Record.Looks) : null;
}
