namespace SweepDsl.Runtime.Sweeps.Store;

/// <summary>A trial as it is stored.</summary>
/// <param name="Trial">The trial.</param>
/// <param name="Result">Its result; null when it has not ended, or is damaged.</param>
/// <param name="Damage">What is wrong with its stored result; null when nothing is.</param>
public sealed record StoredTrial(TrialRecord Trial, TrialResult? Result, string? Damage = null)
{
    /// <summary>Where it reached the study's goal; null where it did not, or there is none.</summary>
    public GoalReach? Goal { get; init; }

    /// <summary>The trial as if it had ended with one of its several budgets. What became of it later does not count; where it never came so far, it is what became of it.</summary>
    public StoredTrial At(string budget) => Result?.Cuts.FirstOrDefault(cut => cut.Budget == budget) is { } cut
        ? this with { Result = Result with { Status = TrialStatus.Finished, Last = cut.Evaluation, DivergedAt = null, Error = null } }
        : this;

    /// <summary>
    /// The same beside trainings for this budget alone, which know nothing of what comes after it: a goal that was reached later does not count either. The trial is then one of a study with a single budget.
    /// </summary>
    public StoredTrial AloneAt(string budget)
    {
        StoredTrial at = At(budget);
        return at with { Trial = Trial with { Budget = null }, Goal = Trial.Budget is not null || Goal?.At.Update <= at.Result?.Last?.Update ? Goal : null };
    }

    /// <summary>How it stands, in a word: that of its result, <c>damaged</c> or <c>not run</c>.</summary>
    public string StatusWord => Result is not null ? TrialStatusWord.Of(Result.Status) : Damage is not null ? "damaged" : "not run";
}
