using System.Collections.Immutable;
using System.Text.Encodings.Web;
using System.Text.Json;
using SweepDsl.Runtime.Sweeps;
using SweepDsl.Runtime.Sweeps.Statistics;
using SweepDsl.Runtime.Sweeps.Statistics.Goals;
using SweepDsl.Runtime.Sweeps.Store;
using SweepDsl.Runtime.Training.Files;

namespace SweepDsl.Runtime.Reports;

/// <summary>The result of a study as one JSON document, for programs.</summary>
internal static class JsonReport
{
    // The document is read by programs and people, never put into a page.
    private static readonly JsonWriterOptions Options = new() { Indented = true, NewLine = "\n", Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private static readonly string[] Metrics = ["train_loss", "train_accuracy", "val_loss", "val_accuracy", "test_loss", "test_accuracy", "train_seconds"];

    /// <summary>Writes the document.</summary>
    public static void Write(Stream stream, StoredStudy study)
    {
        var analysis = StudyAnalysis.Of(study);
        using Utf8JsonWriter json = new(stream, Options);
        json.WriteStartObject();
        json.WriteString("experiment", study.Record.Experiment);
        json.WriteString("description", study.Record.Description);
        MetricJson.Write(json, "metric", analysis.Metric);
        EnvironmentJson.Write(json, "environment", study.Record.Environment);
        json.WriteString("verdict", Verdict.Of(analysis));
        json.WriteNumber("trials_ended", study.Ended);
        json.WriteNumber("trials_in_all", study.Trials.Length);
        WriteAnalysis(json, analysis);
        ImmutableArray<BudgetAnalysis> budgets = BudgetAnalysis.Of(study);
        if (!budgets.IsEmpty)
        {
            WriteBudgets(json, budgets, hasGoals: study.HasTrainingsOfBudgets);
        }

        WriteGoal(json, GoalAnalysis.Of(study, analysis));
        json.WriteEndObject();
    }

    private static void WriteAnalysis(Utf8JsonWriter json, StudyAnalysis analysis)
    {
        if (analysis.Tuning is { } tuning)
        {
            WriteTuning(json, tuning);
        }

        json.WriteStartArray("points");
        foreach (PointSummary point in analysis.Points)
        {
            WritePoint(json, analysis, point);
        }

        json.WriteEndArray();
        json.WriteStartArray("neighbours");
        foreach (NeighbourComparison pair in analysis.Neighbours)
        {
            json.WriteStartObject();
            ParameterJson.Write(json, "first", pair.First.Parameters);
            ParameterJson.Write(json, "second", pair.Second.Parameters);
            WriteComparison(json, pair.Comparison);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void WriteTuning(Utf8JsonWriter json, Tuning tuning)
    {
        json.WriteStartObject("tuning");
        json.WriteString("parameter", tuning.Definition.Parameter);
        MetricJson.Write(json, "metric", tuning.Definition.Metric);
        json.WriteStartArray("points");
        foreach (TunedPoint point in tuning.Points)
        {
            json.WriteStartObject();
            ParameterJson.Write(json, "parameters", point.Outer);
            ParameterJson.Write(json, "best", point.Chosen);
            json.WriteBoolean("bracketed", point.Edge == TuningEdge.None);
            json.WriteStartArray("tried");
            foreach ((ParameterSet parameters, double metric) in point.Tried)
            {
                json.WriteStartObject();
                ParameterJson.Write(json, "parameters", parameters);
                JsonFloat.Write(json, tuning.Definition.Metric.Name, metric);
                json.WriteEndObject();
            }

            json.WriteEndArray();
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void WriteGoal(Utf8JsonWriter json, GoalAnalysis? goal)
    {
        if (goal is not null)
        {
            GoalJsonReport.Write(json, goal, (key, estimate) => Write(json, key, estimate));
        }
    }

    private static void WriteBudgets(Utf8JsonWriter json, ImmutableArray<BudgetAnalysis> budgets, bool hasGoals)
    {
        json.WriteString("budget_verdict", BudgetVerdict.Of(budgets));
        json.WriteStartArray("budgets");
        foreach (BudgetAnalysis budget in budgets)
        {
            json.WriteStartObject();
            json.WriteString("budget", budget.Budget);
            json.WriteString("verdict", Verdict.Of(budget.Analysis));
            WriteAnalysis(json, budget.Analysis);
            WriteGoal(json, hasGoals ? GoalAnalysis.Of(budget.Study, budget.Analysis) : null);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void WritePoint(Utf8JsonWriter json, StudyAnalysis analysis, PointSummary point)
    {
        json.WriteStartObject();
        ParameterJson.Write(json, "parameters", point.Parameters);
        json.WriteString("standing", analysis.StandingOf(point) switch
        {
            Standing.Best => "best",
            Standing.Tied => "tied",
            Standing.Undecided => "undecided",
            Standing.Worse => "worse",
            Standing.Diverged => "diverged",
            Standing.Pruned => "pruned",
            _ => "unknown",
        });
        if (analysis.Comparisons.TryGetValue(point, out PairedComparison comparison))
        {
            WriteComparison(json, comparison);
        }

        foreach (string metric in Metrics)
        {
            if (point.Of(evaluation => Metric.Of(evaluation, metric)) is { } estimate)
            {
                Write(json, metric, estimate);
            }
        }

        json.WriteStartArray("trials");
        foreach (StoredTrial trial in point.Trials)
        {
            WriteTrial(json, trial);
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void WriteTrial(Utf8JsonWriter json, StoredTrial trial)
    {
        json.WriteStartObject();
        json.WriteString("id", trial.Trial.Id);
        json.WriteNumber("seed", trial.Trial.Seed);
        json.WriteString("status", trial.StatusWord);
        trial.Result?.Pruning?.Write(json, "pruned");
        if ((trial.Result?.Error ?? trial.Damage) is { } error)
        {
            json.WriteString("error", error);
        }

        if (trial.Result?.Last is { } last)
        {
            EvaluationJson.WriteMembers(json, last);
        }

        json.WriteEndObject();
    }

    private static void WriteComparison(Utf8JsonWriter json, PairedComparison comparison)
    {
        Write(json, "deficit", comparison.Deficit);
        json.WriteNumber("sampling_error", comparison.SamplingError);
        json.WriteNumber("p_value", comparison.PValue);
        json.WriteNumber("p_value_adjusted", comparison.AdjustedPValue);
        json.WriteStartObject("superiority");
        json.WriteNumber("probability", comparison.Superiority.Probability);
        Write(json, comparison.Superiority.Interval);
        json.WriteNumber("pairs", comparison.Superiority.Pairs);
        json.WriteBoolean("meaningful", comparison.Superiority.IsMeaningful);
        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, string key, Estimate estimate)
    {
        json.WriteStartObject(key);
        JsonFloat.Write(json, "mean", estimate.Mean);
        JsonFloat.WriteOptional(json, "standard_deviation", estimate.Deviation);
        JsonFloat.WriteOptional(json, "half_width", estimate.HalfWidth);
        Write(json, estimate.Interval);
        json.WriteNumber("count", estimate.Count);
        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, Interval? interval)
    {
        JsonFloat.WriteOptional(json, "low", interval?.Low);
        JsonFloat.WriteOptional(json, "high", interval?.High);
    }
}
