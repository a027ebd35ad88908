using System.Collections.Immutable;
using SweepDsl.Runtime.Sweeps.Search;
using SweepDsl.Runtime.Sweeps.Search.Bayes;
using SweepDsl.Runtime.Sweeps.Store;

namespace SweepDsl.Runtime.Sweeps.Rounds;

/// <summary>
/// A few points of a Bayesian search, each with all seeds. How many come at once is fixed: if it followed from what happens to be free, so would the points, and a study that was broken off would go another way.
/// </summary>
internal sealed record BayesRound : Round
{
    // Enough to keep a device busy with packed trials, few enough to learn between.
    private const int PointsOfRound = 4;

    private readonly StudyPoints _points;

    // All that were proposed, those of this round last.
    private readonly ImmutableArray<(ImmutableArray<double> Unit, SweepPoint Point)> _proposed;

    private BayesRound(StudyPoints points, ImmutableArray<(ImmutableArray<double> Unit, SweepPoint Point)> before, ImmutableArray<(ImmutableArray<double> Unit, SweepPoint Point)> added)
        : base(Cross([.. added.SelectMany(one => BudgetedPoint.Of(one.Point))], points.Seeds)) => (_points, _proposed) = (points, before.AddRange(added));

    /// <inheritdoc/>
    public override string? Stage => "searching by what earlier points gave";

    /// <inheritdoc/>
    public override bool IsLast => _proposed.Length >= Cap;

    /// <inheritdoc/>
    public override bool MayGrow => false;

    /// <inheritdoc/>
    public override ImmutableArray<TrialChoice> Foreseen
    {
        get
        {
            HashSet<ParameterSet> taken = [.. _proposed.Select(one => one.Point.Parameters)];
            return Cross([.. _points.Random(taken, Cap - _proposed.Length, firstDraw: 0).SelectMany(drawn => BudgetedPoint.Of(drawn.Point))], _points.Seeds);
        }
    }

    private int Cap => _points.Sweep.RunCap ?? StudyPlan.MaxTrials;

    /// <summary>The first points, of which nothing is known.</summary>
    public static BayesRound Begin(StudyPoints points) => new BayesRound(points, [], []).Proposed([]);

    /// <inheritdoc/>
    public override Round? Next(StoredStudy study)
    {
        if (IsLast)
        {
            return null;
        }

        ILookup<ParameterSet, StoredTrial> trials = (study.HasTrainingsOfBudgets ? study.AtLast() : study).Trials.ToLookup(trial => trial.Trial.Parameters);
        BayesRound next = Proposed([.. _proposed.Select(one => Observation.Of(one.Unit, ValueOf(trials[one.Point.Parameters]), _points.Sweep.Metric.Goal))]);
        return next.Trials.IsEmpty ? null : next;
    }

    private BayesRound Proposed(IReadOnlyList<Observation> observations)
    {
        IReadOnlyList<double[]> units = BayesProposals.Next(
            [.. _points.Dimensions], observations, Math.Min(PointsOfRound, Cap - _proposed.Length), _points.Sweep.SearchSeed, unit => _points.AtUnit(unit).Point.Parameters);
        return new BayesRound(_points, _proposed, [.. units.Select(unit => (ImmutableArray.Create(unit), _points.AtUnit(unit).Point))]);
    }

    // The mean over seeds; a pruned trial counts with what it had come to. NaN where one diverged, null where all failed.
    private double? ValueOf(IEnumerable<StoredTrial> trials)
    {
        double?[] values = [.. trials.Select(trial => trial.Result switch
        {
            { Status: TrialStatus.Diverged } => double.NaN,
            { Status: TrialStatus.Finished or TrialStatus.Pruned, Last: { } last } => Metric.Of(last, _points.Sweep.Metric.Name),
            _ => null,
        })];
        return values.Average();
    }
}
