using System.Text.Json;
using SweepDsl.Runtime.Sweeps;
using SweepDsl.Runtime.Sweeps.Statistics;
using SweepDsl.Runtime.Sweeps.Statistics.Goals;
using SweepDsl.Runtime.Sweeps.Store;

namespace SweepDsl.Runtime.Reports;

/// <summary>What it took to reach the goal, as part of the JSON document of a study.</summary>
internal static class GoalJsonReport
{
    /// <summary>Writes the object <c>goal</c>.</summary>
    /// <param name="json">The document.</param>
    /// <param name="analysis">The analysis.</param>
    /// <param name="writeEstimate">Writes an estimate as the document does.</param>
    public static void Write(Utf8JsonWriter json, GoalAnalysis analysis, Action<string, Estimate> writeEstimate)
    {
        json.WriteStartObject("goal");
        GoalJson.WriteMembers(json, analysis.Goal);
        json.WriteString("verdict", GoalVerdict.Of(analysis));
        json.WriteStartArray("points");
        foreach (GoalSummary point in analysis.Points)
        {
            json.WriteStartObject();
            ParameterJson.Write(json, "parameters", point.Point.Parameters);
            json.WriteNumber("reached", point.Reached.Count);
            json.WriteNumber("known", point.Known);
            foreach (GoalCost cost in GoalCost.All)
            {
                if (point.Of(cost) is { } estimate)
                {
                    writeEstimate(cost.Name, estimate);
                }
            }

            WriteTrials(json, point);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void WriteTrials(Utf8JsonWriter json, GoalSummary point)
    {
        json.WriteStartArray("trials");
        foreach ((int seed, GoalReach reach) in point.Reached)
        {
            json.WriteStartObject();
            json.WriteNumber("seed", seed);
            json.WriteStartObject("reached");
            EvaluationJson.WriteMembers(json, reach.At);
            json.WriteEndObject();
            if (reach.Before is { } before)
            {
                json.WriteStartObject("before");
                EvaluationJson.WriteMembers(json, before);
                json.WriteEndObject();
            }

            json.WriteEndObject();
        }

        json.WriteEndArray();
    }
}
