using System.Collections.Immutable;
using SweepDsl.Runtime.Training;

namespace SweepDsl.Runtime.Reports.Html;

/// <summary>A number of an evaluation that the page draws or lists.</summary>
/// <param name="Name">Its key.</param>
/// <param name="Of">Takes it from an evaluation; null where there is none.</param>
internal sealed record Quantity(string Name, Func<Evaluation, double?> Of)
{
    /// <summary>What curves are drawn against.</summary>
    public static readonly ImmutableArray<Quantity> Progress =
    [
        new("update", evaluation => evaluation.Update),
        new("epoch", evaluation => evaluation.Epoch),
        new("examples", evaluation => evaluation.Examples),
        new("train_seconds", evaluation => evaluation.TrainSeconds),
    ];

    /// <summary>What is measured.</summary>
    public static readonly ImmutableArray<Quantity> Measured =
    [
        new("train_loss", evaluation => evaluation.TrainLoss),
        new("train_accuracy", evaluation => evaluation.TrainAccuracy),
        new("val_loss", evaluation => evaluation.ValidationLoss),
        new("val_accuracy", evaluation => evaluation.ValidationAccuracy),
        new("test_loss", evaluation => evaluation.TestLoss),
        new("test_accuracy", evaluation => evaluation.TestAccuracy),
    ];

    /// <summary>What a trial costs.</summary>
    public static readonly ImmutableArray<Quantity> Costs =
    [
        new("eval_seconds", evaluation => evaluation.EvaluationSeconds),
        new("examples_per_second", evaluation => evaluation.TrainSeconds > 0 ? evaluation.Examples / evaluation.TrainSeconds : null),
    ];

    /// <summary>All of them.</summary>
    public static readonly ImmutableArray<Quantity> All = [.. Progress, .. Measured, .. Costs];
}
