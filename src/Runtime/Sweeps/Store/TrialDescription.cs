using System.Text.Json;

namespace SweepDsl.Runtime.Sweeps.Store;

/// <summary>What a trial is, as <c>trial.json</c> tells it.</summary>
internal static class TrialDescription
{
    /// <summary>Writes the description.</summary>
    public static void Write(Stream stream, StudyPlan plan, Trial trial, bool logUpdates)
    {
        using Utf8JsonWriter json = new(stream, new JsonWriterOptions { Indented = true, NewLine = "\n" });
        json.WriteStartObject();
        json.WriteString("id", trial.Id);
        json.WriteString("experiment", plan.Experiment.Name);
        ParameterJson.Write(json, "parameters", trial.Point.Parameters);
        json.WriteNumber("seed", trial.Seed);
        DefinitionJson.Write(json, "dataset", plan.Dataset);
        json.WriteString("data", plan.Data.Fingerprint);
        DefinitionJson.Write(json, "network", trial.Point.Network);
        DefinitionJson.Write(json, "training", trial.Point.Training, null);
        if (trial.Point.Training.InitFrom is { } file)
        {
            json.WriteString("init_from", file);
        }

        json.WriteBoolean("log_updates", logUpdates);
        json.WriteEndObject();
    }
}
