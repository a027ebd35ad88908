using System.Text.Json;
using SweepDsl.Runtime.Training;

namespace SweepDsl.Runtime.Sweeps.Store;

/// <summary>An <see cref="Evaluation"/> as members of a JSON object: a line of <c>metrics.jsonl</c>, and part of <c>result.json</c>.</summary>
internal static class EvaluationJson
{
    /// <summary>Writes the members.</summary>
    public static void WriteMembers(Utf8JsonWriter json, Evaluation evaluation)
    {
        json.WriteNumber("update", evaluation.Update);
        JsonFloat.Write(json, "epoch", evaluation.Epoch);
        json.WriteNumber("examples", evaluation.Examples);
        JsonFloat.Write(json, "train_seconds", evaluation.TrainSeconds);
        JsonFloat.Write(json, "eval_seconds", evaluation.EvaluationSeconds);
        JsonFloat.Write(json, "train_loss", evaluation.TrainLoss);
        JsonFloat.Write(json, "train_accuracy", evaluation.TrainAccuracy);
        JsonFloat.Write(json, "test_loss", evaluation.TestLoss);
        JsonFloat.Write(json, "test_accuracy", evaluation.TestAccuracy);
        JsonFloat.WriteOptional(json, "val_loss", evaluation.ValidationLoss);
        JsonFloat.WriteOptional(json, "val_accuracy", evaluation.ValidationAccuracy);
    }

    /// <summary>Reads the members; null when the object is no evaluation (the batch loss of an update, or the result of a trial that had none).</summary>
    public static Evaluation? Read(JsonElement json) => !json.TryGetProperty("test_loss", out _) ? null : new Evaluation
    {
        Update = json.GetProperty("update").GetInt64(),
        Epoch = JsonFloat.Read(json.GetProperty("epoch")),
        Examples = json.GetProperty("examples").GetInt64(),
        TrainSeconds = JsonFloat.Read(json.GetProperty("train_seconds")),
        EvaluationSeconds = JsonFloat.Read(json.GetProperty("eval_seconds")),
        TrainLoss = JsonFloat.Read(json.GetProperty("train_loss")),
        TrainAccuracy = JsonFloat.Read(json.GetProperty("train_accuracy")),
        TestLoss = JsonFloat.Read(json.GetProperty("test_loss")),
        TestAccuracy = JsonFloat.Read(json.GetProperty("test_accuracy")),
        ValidationLoss = JsonFloat.ReadOptional(json, "val_loss"),
        ValidationAccuracy = JsonFloat.ReadOptional(json, "val_accuracy"),
    };
}
