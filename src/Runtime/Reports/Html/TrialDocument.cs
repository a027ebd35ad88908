using System.Collections.Immutable;
using System.Text.Json;
using SweepDsl.Runtime.Reports.Figures;
using SweepDsl.Runtime.Sweeps.Statistics;
using SweepDsl.Runtime.Sweeps.Store;
using SweepDsl.Runtime.Training;

namespace SweepDsl.Runtime.Reports.Html;

/// <summary>Writes a trial into the page's data: what it is, how it ended, and its curve.</summary>
internal static class TrialDocument
{
    // Of all curves together so many evaluations are drawn, and of each one between these two.
    private const int AllEvaluations = 60_000;
    private const int MostEvaluations = 400;
    private const int FewestEvaluations = 12;

    /// <summary>Writes the trial.</summary>
    /// <param name="json">The document.</param>
    /// <param name="trial">The trial, at the last of several budgets.</param>
    /// <param name="end">What was measured at the end of its training.</param>
    /// <param name="curve">Its evaluations.</param>
    /// <param name="point">Number of its point; null for one that only helps to tune, or is of another budget.</param>
    /// <param name="axes">The study's parameters.</param>
    /// <param name="measure">What trials are judged by.</param>
    /// <param name="trials">Number of trials that share the page.</param>
    public static void Write(Utf8JsonWriter json, StoredTrial trial, Evaluation? end, IReadOnlyList<Evaluation> curve, int? point, ImmutableArray<ParameterAxis> axes, TrialMeasure measure, int trials)
    {
        Evaluation? last = trial.Result?.Last ?? (curve.Count > 0 ? curve[^1] : null);
        json.WriteStartObject();
        json.WriteString("id", trial.Trial.Id);
        json.WritePropertyName("point");
        if (point is { } number)
        {
            json.WriteNumberValue(number);
        }
        else
        {
            json.WriteNullValue();
        }

        json.WriteStartArray("parameters");
        foreach (ParameterAxis axis in axes)
        {
            PointDocument.Write(json, axis.ValueIn(trial.Trial.Parameters));
        }

        json.WriteEndArray();
        json.WriteNumber("seed", trial.Trial.Seed);
        if (trial.Trial.IsTuning)
        {
            json.WriteBoolean("tuning", true);
        }

        json.WriteString("status", Status(trial, curve));
        CompactNumber.Write(json, "value", measure.ValueOf(trial));
        if ((trial.Result?.Error ?? trial.Damage) is { } error)
        {
            json.WriteString("error", error);
        }

        if (trial.Result is { } result)
        {
            json.WriteNumber("packed", result.PackedTrials);
            if (result.DivergedAt is { } update)
            {
                json.WriteNumber("diverged_at", update);
            }

            if (result.MemoryBytes is { } bytes)
            {
                json.WriteNumber("memory", bytes);
            }

            json.WriteString("device", result.Environment.Device);
        }

        Write(json, "last", last);
        if (end is not null && end != last)
        {
            Write(json, "end", end);
        }

        WriteCurve(json, Thinned(curve, Math.Clamp(AllEvaluations / Math.Max(1, trials), FewestEvaluations, MostEvaluations)));
        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, string name, Evaluation? evaluation)
    {
        if (evaluation is null)
        {
            return;
        }

        json.WriteStartObject(name);
        foreach (Quantity quantity in Quantity.All)
        {
            if (quantity.Of(evaluation) is { } value)
            {
                JsonFloat.Write(json, quantity.Name, value);
            }
        }

        json.WriteEndObject();
    }

    // What was measured and has no result is under way, or was broken off.
    private static string Status(StoredTrial trial, IReadOnlyList<Evaluation> curve) => trial is { Result: null, Damage: null } && curve.Count > 0 ? "not ended" : trial.StatusWord;

    private static void WriteCurve(Utf8JsonWriter json, IReadOnlyList<Evaluation> curve)
    {
        if (curve.Count == 0)
        {
            return;
        }

        json.WriteStartObject("curve");
        foreach (Quantity quantity in Quantity.Progress.AddRange(Quantity.Measured).Where(quantity => curve.Any(evaluation => quantity.Of(evaluation) is not null)))
        {
            CompactNumber.Write(json, quantity.Name, curve.Select(quantity.Of));
        }

        json.WriteEndObject();
    }

    // The first and the last stay, and of those between evenly many.
    private static IReadOnlyList<Evaluation> Thinned(IReadOnlyList<Evaluation> curve, int most) => curve.Count <= most
        ? curve
        : [.. Enumerable.Range(0, most).Select(i => curve[(int)((long)i * (curve.Count - 1) / (most - 1))])];
}
