namespace SweepDsl.Runtime.Training.Schedules;

/// <summary>How long a schedule takes, holds a rate, or warms up.</summary>
/// <param name="Unit">What is counted; never seconds.</param>
/// <param name="Amount">How many; positive, or 0 for a warm-up that there is none of.</param>
public readonly record struct ScheduleLength(BudgetUnit Unit, long Amount)
{
    /// <summary>A number of passes over the training examples.</summary>
    public static ScheduleLength Epochs(long amount) => new(BudgetUnit.Epochs, amount);

    /// <summary>A number of optimizer updates.</summary>
    public static ScheduleLength Updates(long amount) => new(BudgetUnit.Updates, amount);

    /// <summary>The updates that see a number of training examples, counted each time they are seen.</summary>
    public static ScheduleLength Examples(long amount) => new(BudgetUnit.Examples, amount);
}
