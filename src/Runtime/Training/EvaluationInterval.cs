namespace SweepDsl.Runtime.Training;

/// <summary>How often training is measured.</summary>
/// <param name="Unit">What is counted.</param>
/// <param name="Amount">How many lie between two evaluations; positive.</param>
public readonly record struct EvaluationInterval(BudgetUnit Unit, long Amount)
{
    /// <summary>After every so many passes over the training examples.</summary>
    public static EvaluationInterval Epochs(long amount) => new(BudgetUnit.Epochs, amount);

    /// <summary>After every so many optimizer updates.</summary>
    public static EvaluationInterval Updates(long amount) => new(BudgetUnit.Updates, amount);

    /// <summary>After the first update by which each multiple of so many examples has been seen.</summary>
    public static EvaluationInterval Examples(long amount) => new(BudgetUnit.Examples, amount);
}
