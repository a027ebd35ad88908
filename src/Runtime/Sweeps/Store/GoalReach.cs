using SweepDsl.Runtime.Training;

namespace SweepDsl.Runtime.Sweeps.Store;

/// <summary>Where a training reached its study's goal, as far as its evaluations show it: between the two.</summary>
/// <param name="At">The first evaluation at which it had.</param>
/// <param name="Before">The evaluation before, at which it had not; null when it had at the first one.</param>
public sealed record GoalReach(Evaluation At, Evaluation? Before)
{
    /// <summary>Where the goal was reached. Whether it was lost again later, or training diverged, does not count.</summary>
    /// <param name="goal">The goal.</param>
    /// <param name="evaluations">All that was measured, in order.</param>
    /// <returns>Null when it never was.</returns>
    public static GoalReach? Of(GoalDefinition goal, IEnumerable<Evaluation> evaluations)
    {
        Evaluation? before = null;
        foreach (Evaluation evaluation in evaluations)
        {
            if (Metric.Of(evaluation, goal.Metric.Name) is { } value && (goal.Metric.Goal == MetricGoal.Maximize ? value >= goal.Value : value <= goal.Value))
            {
                return new GoalReach(evaluation, before);
            }

            before = evaluation;
        }

        return null;
    }
}
