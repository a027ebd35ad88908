using SweepDsl.Runtime.Network;
using SweepDsl.Runtime.Sweeps;
using SweepDsl.Runtime.Training;

namespace SweepDsl.Runtime.Reports;

/// <summary>What the time of a trial follows from: trials of one kind take equally long, whatever their seed and learning rate.</summary>
/// <param name="BatchSize">Examples an update.</param>
/// <param name="MicroBatch">Examples at once.</param>
/// <param name="Precision">How features lie in memory.</param>
/// <param name="MultiplyAdds">What an example costs.</param>
/// <param name="Updates">Updates that it makes at least; 0 when time alone ends it.</param>
/// <param name="BudgetSeconds">Seconds that it trains at least.</param>
/// <param name="Evaluations">How often it is measured.</param>
internal readonly record struct TrialKind(
    int BatchSize, int? MicroBatch, Precision Precision, double MultiplyAdds, long Updates, double BudgetSeconds, EvaluationInterval Evaluations)
{
    /// <summary>What an update costs, by which kinds are neighbours.</summary>
    public double Work => BatchSize * MultiplyAdds;

    /// <summary>The kind of a point's trials.</summary>
    /// <param name="point">The point.</param>
    /// <param name="examples">Training examples of an epoch.</param>
    public static TrialKind Of(SweepPoint point, int examples) => new(
        point.Training.BatchSize,
        point.Training.MicroBatch,
        point.Training.Precision,
        NetworkPlan.Create(point.Network).MultiplyAdds,
        new BatchSchedule(examples, point.Training).BudgetedUpdates,
        point.Training.Budgets.Where(budget => budget.Unit == BudgetUnit.Seconds).Select(budget => budget.Amount).DefaultIfEmpty().Max(),
        point.Training.EvaluationInterval);
}
