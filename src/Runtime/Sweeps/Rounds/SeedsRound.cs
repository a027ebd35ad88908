using System.Collections.Immutable;
using SweepDsl.Runtime.Sweeps.Search;
using SweepDsl.Runtime.Sweeps.Statistics;
using SweepDsl.Runtime.Sweeps.Store;

namespace SweepDsl.Runtime.Sweeps.Rounds;

/// <summary>
/// Points with some seeds. With <c>seeds: auto</c> their number is doubled, at those points that cannot be told from the best one, until all can or the most seeds have been run. Each time that a study is looked at to decide
/// whether to go on is another chance to be wrong, so that all comparisons are corrected for the number of looks (<see cref="SeedLooks"/>).
/// </summary>
internal sealed record SeedsRound : Round
{
    private readonly StudyPoints _points;
    private readonly ImmutableArray<BudgetedPoint> _all;
    private readonly ImmutableArray<int> _seeds;

    private SeedsRound(StudyPoints points, ImmutableArray<BudgetedPoint> all, ImmutableArray<int> seeds, ImmutableArray<TrialChoice> trials)
        : base(trials) => (_points, _all, _seeds) = (points, all, seeds);

    /// <inheritdoc/>
    public override string? Announcement => _seeds.Length > _points.Seeds.Length ? $"Points that cannot be told apart are run with {_seeds.Length} seeds." : null;

    /// <inheritdoc/>
    public override string? Stage => _seeds.Length > _points.Seeds.Length ? "adding seeds" : _points.Sweep.Tune is { } tune ? $"each point at its best {tune.Parameter}" : null;

    /// <inheritdoc/>
    public override bool IsLast => !(_seeds.Length < _points.MostSeeds);

    /// <summary>Points with the seeds that a study begins with.</summary>
    public static SeedsRound First(StudyPoints points, ImmutableArray<BudgetedPoint> all) => new(points, all, points.Seeds, Cross(all, points.Seeds));

    /// <inheritdoc/>
    public override Round? Next(StoredStudy study)
    {
        if (IsLast)
        {
            return null;
        }

        ImmutableArray<BudgetedPoint> points = [.. _all.Where(Undecided(study))];
        if (points.IsEmpty)
        {
            return null;
        }

        int first = _seeds.Max() + 1;
        ImmutableArray<int> added = [.. Enumerable.Range(first, SeedLooks.Next(_seeds.Length, _points.MostSeeds!.Value) - _seeds.Length)];
        // A point that was decided for a while lacks the seeds that were added meanwhile; what was run is not run again.
        return new SeedsRound(_points, _all, [.. _seeds, .. added], Cross(points, [.. _seeds, .. added]));
    }

    // A training that serves several budgets goes on where any of them leaves it open, one for a budget alone where that one does.
    private static Func<BudgetedPoint, bool> Undecided(StoredStudy study)
    {
        if (study.Record.Budgets.IsEmpty)
        {
            HashSet<ParameterSet> undecided = Undecided(StudyAnalysis.Of(study));
            return one => undecided.Contains(one.Point.Parameters);
        }

        Dictionary<string, HashSet<ParameterSet>> at = BudgetAnalysis.Of(study).ToDictionary(budget => budget.Budget, budget => Undecided(budget.Analysis));
        return one => one.Budgets.Any(budget => at[budget.ToString()].Contains(one.Point.Parameters));
    }

    private static HashSet<ParameterSet> Undecided(StudyAnalysis analysis)
    {
        PointSummary[] open = [.. analysis.Points.Where(point => analysis.StandingOf(point) is Standing.Tied or Standing.Undecided)];
        return open.Length == 0 ? [] : [.. open.Append(analysis.Best!).SelectMany(point => point.Trials).Select(trial => trial.Trial.Parameters)];
    }
}
