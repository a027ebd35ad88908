using SweepDsl.Runtime.Training;

namespace SweepDsl.Runtime.Sweeps.Store;

/// <summary>Metrics by the names that YAML, <c>metrics.jsonl</c> and reports use.</summary>
public static class Metric
{
    private const string Validation = "val_";

    /// <summary>A metric's value in an evaluation.</summary>
    /// <returns>Null when the name is unknown or the evaluation has no such value (nothing is held out for validation).</returns>
    public static double? Of(Evaluation evaluation, string name) => name switch
    {
        "train_loss" => evaluation.TrainLoss,
        "train_accuracy" => evaluation.TrainAccuracy,
        "test_loss" => evaluation.TestLoss,
        "test_accuracy" => evaluation.TestAccuracy,
        "val_loss" => evaluation.ValidationLoss,
        "val_accuracy" => evaluation.ValidationAccuracy,
        "train_seconds" => evaluation.TrainSeconds,
        _ => null,
    };

    /// <summary>Its name in words, for sentences: <c>validation accuracy</c>.</summary>
    public static string Words(string name) => (name.StartsWith(Validation, StringComparison.Ordinal) ? $"validation {name[Validation.Length..]}" : name).Replace('_', ' ');

    /// <summary>Whether values are shares of 1, whose differences people call points.</summary>
    public static bool IsShare(string name) => name.EndsWith("_accuracy", StringComparison.Ordinal);
}
