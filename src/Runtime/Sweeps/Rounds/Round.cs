using System.Collections.Immutable;
using SweepDsl.Runtime.Sweeps.Search;
using SweepDsl.Runtime.Sweeps.Store;

namespace SweepDsl.Runtime.Sweeps.Rounds;

/// <summary>
/// Trials that a study wants at once, and what it wants once these have ended. A study grows round by round, each a pure function of the definition and the results of the rounds before: whoever starts again from the first
/// round with the same results comes to the same trials, so nothing of a search is stored but its trials.
/// </summary>
/// <param name="Trials">The trials of this round, in the order in which they are to be run.</param>
internal abstract record Round(ImmutableArray<TrialChoice> Trials)
{
    /// <summary>What the round is for, as a sentence for the user; null when nothing need be said.</summary>
    public virtual string? Announcement => null;

    /// <summary>What the study is at, in a few words such as <c>searching learning_rate</c>; null when nothing need be said.</summary>
    public virtual string? Stage => null;

    /// <summary>Whether nothing follows, whatever the results are.</summary>
    public virtual bool IsLast => false;

    /// <summary>Whether results may ask for more trials than these and those foreseen.</summary>
    public virtual bool MayGrow => !IsLast;

    /// <summary>Trials that will be wanted in later rounds, as far as can be foreseen; where results decide which points, others stand for them that take about as long.</summary>
    public virtual ImmutableArray<TrialChoice> Foreseen => [];

    /// <summary>What is wanted once all trials so far have ended; null when the study is complete.</summary>
    /// <param name="study">The study with the results of all trials so far.</param>
    public abstract Round? Next(StoredStudy study);

    /// <summary>The first round of a study.</summary>
    public static Round First(StudyPoints points) => points.Sweep switch
    {
        { Method: SearchMethod.Bayes } => BayesRound.Begin(points),
        { Tune: { } tune } => TuningRound.First(points, tune),
        _ => SeedsRound.First(points, [.. points.Listed().SelectMany(point => BudgetedPoint.Of(point.Point))]),
    };

    /// <summary>Points crossed with seeds: the first seed of every point before the second of any, so that a study that is broken off has whole curves, and can be read.</summary>
    protected static ImmutableArray<TrialChoice> Cross(IReadOnlyCollection<BudgetedPoint> points, IEnumerable<int> seeds) =>
        [.. from seed in seeds from point in points select new TrialChoice(point.Point, seed, Budget: point.Budget)];
}
