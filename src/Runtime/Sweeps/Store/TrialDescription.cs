using System.Text.Json;
using SweepDsl.Runtime.Network;

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
        if (trial.Budget is { } budget)
        {
            json.WriteString("budget", budget.ToString());
        }

        DefinitionJson.Write(json, "dataset", plan.Dataset);
        json.WriteString("data", plan.Data.Fingerprint);
        WriteNetwork(json, NetworkPlan.Create(trial.Point.Network));
        DefinitionJson.Write(json, "training", trial.Point.Training, null);
        if (trial.Point.Training.InitFrom is { } file)
        {
            json.WriteString("init_from", file);
        }

        json.WriteBoolean("log_updates", logUpdates);
        json.WriteEndObject();
    }

    private static void WriteNetwork(Utf8JsonWriter json, NetworkPlan plan)
    {
        json.WriteStartObject("network");
        json.WriteNumber("parameters", plan.ParameterCount);
        DefinitionJson.Write(json, "input", plan.Definition.Input);
        json.WriteStartArray("layers");
        foreach ((Layer layer, LayerDefinition definition) in plan.Layers.Zip(plan.Definition.Layers))
        {
            json.WriteStartObject();
            json.WriteString("name", layer.Name);
            DefinitionJson.WriteLayer(json, definition);
            DefinitionJson.Write(json, "output", layer.Output);
            json.WriteNumber("parameters", layer.Parameters.Sum(tensor => tensor.Layout.Elements));
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }
}
