using System.Globalization;

namespace SweepDsl.Runtime.Training;

/// <summary>When training ends.</summary>
/// <param name="Unit">What is counted.</param>
/// <param name="Amount">How many; positive, and whole unless it counts seconds.</param>
public readonly record struct Budget(BudgetUnit Unit, double Amount)
{
    /// <summary>A number of passes over the training examples.</summary>
    public static Budget Epochs(long amount) => new(BudgetUnit.Epochs, amount);

    /// <summary>A number of optimizer updates.</summary>
    public static Budget Updates(long amount) => new(BudgetUnit.Updates, amount);

    /// <summary>A number of training examples, counted each time they are seen; the update that sees the last of them is made whole.</summary>
    public static Budget Examples(long amount) => new(BudgetUnit.Examples, amount);

    /// <summary>
    /// Seconds of the trial's own training, evaluations not counted; a packed trial counts its share. How many updates they allow depends on the device and on what else it does: the one
    /// budget whose results cannot be reproduced.
    /// </summary>
    public static Budget Seconds(double amount) => new(BudgetUnit.Seconds, amount);

    /// <summary>Whether a training has used it up by an evaluation. Training is measured where each budget ends, so the first evaluation of which this is true is that of the budget.</summary>
    public bool IsUsedUpAt(Evaluation evaluation) => Amount <= Unit switch
    {
        BudgetUnit.Epochs => evaluation.Epoch,
        BudgetUnit.Updates => evaluation.Update,
        BudgetUnit.Examples => evaluation.Examples,
        _ => evaluation.TrainSeconds,
    };

    /// <summary>Such as <c>epochs=25</c>.</summary>
    public override string ToString() => $"{BudgetUnits.WordOf(Unit)}={Amount.ToString("R", CultureInfo.InvariantCulture)}";
}
