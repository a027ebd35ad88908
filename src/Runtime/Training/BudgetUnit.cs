namespace SweepDsl.Runtime.Training;

/// <summary>What lengths of training are counted in.</summary>
public enum BudgetUnit
{
    /// <summary>Passes over the training examples.</summary>
    Epochs,

    /// <summary>Optimizer updates.</summary>
    Updates,

    /// <summary>Training examples, counted each time they are seen.</summary>
    Examples,

    /// <summary>Seconds of the trial's own training.</summary>
    Seconds,
}

/// <summary>The words of the YAML for what lengths are counted in.</summary>
public static class BudgetUnits
{
    /// <summary>The word of a unit.</summary>
    public static string WordOf(BudgetUnit unit) => unit switch
    {
        BudgetUnit.Epochs => "epochs",
        BudgetUnit.Updates => "updates",
        BudgetUnit.Examples => "examples",
        BudgetUnit.Seconds => "seconds",
        _ => throw new ArgumentOutOfRangeException(nameof(unit), unit, "Unknown unit."),
    };
}
