using System.Text.Json;
using SweepDsl.Runtime.Sweeps.Statistics.Goals;

namespace SweepDsl.Runtime.Reports.Html;

/// <summary>Writes what it took each point to reach the goal into the page's data.</summary>
internal static class GoalDocument
{
    /// <summary>Writes the member <c>goal</c>; null where the study has none.</summary>
    /// <param name="json">The document.</param>
    /// <param name="goal">The analysis, whose points are in the order of the study's.</param>
    public static void Write(Utf8JsonWriter json, GoalAnalysis? goal)
    {
        if (goal is null)
        {
            json.WriteNull("goal");
            return;
        }

        json.WriteStartObject("goal");
        json.WriteString("words", GoalVerdict.Words(goal.Goal));
        json.WriteString("verdict", GoalVerdict.Of(goal));
        json.WriteStartArray("points");
        foreach (GoalSummary point in goal.Points)
        {
            json.WriteStartObject();
            json.WriteNumber("reached", point.Reached.Count);
            json.WriteNumber("known", point.Known);
            foreach (GoalCost cost in GoalCost.All)
            {
                PointDocument.Write(json, cost.Name, point.Of(cost));
            }

            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }
}
