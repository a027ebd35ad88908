using SweepDsl.Runtime.Training;

namespace SweepDsl.Runtime.Sweeps.Rounds;

/// <summary>
/// Makes trainings of what a study wants. Where nothing in a training depends on its budget, one serves all of several; where the schedule of the learning rate ends with training, each budget has one of its own, which is
/// that of a study with this budget alone.
/// </summary>
internal static class BudgetTrainings
{
    /// <summary>The trainings, each with the budgets at its point that it serves.</summary>
    /// <param name="wanted">What is wanted; the seeds of a point share it.</param>
    public static IEnumerable<TrialChoice> Of(IEnumerable<TrialChoice> wanted)
    {
        // Seeds go on sharing their points, by which trials are told to be alike.
        Dictionary<SweepPoint, Dictionary<Budget, SweepPoint>> pointsAt = new(ReferenceEqualityComparer.Instance);
        foreach (TrialChoice choice in wanted)
        {
            if (!choice.Point.Training.DiffersByBudget)
            {
                yield return choice with { Budget = null };
                continue;
            }

            if (!pointsAt.TryGetValue(choice.Point, out Dictionary<Budget, SweepPoint>? at))
            {
                pointsAt.Add(choice.Point, at = choice.Point.Training.Budgets.ToDictionary(
                    budget => budget, budget => choice.Point with { Training = choice.Point.Training.EndingAt(budget) }));
            }

            foreach (Budget budget in choice.Budget is { } one ? [one] : choice.Point.Training.Budgets)
            {
                yield return choice with { Point = at[budget], Budget = budget };
            }
        }
    }
}
