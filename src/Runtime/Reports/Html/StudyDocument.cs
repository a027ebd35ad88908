using System.Collections.Immutable;
using System.Text.Json;
using SweepDsl.Runtime.Energy;
using SweepDsl.Runtime.Reports.Figures;
using SweepDsl.Runtime.Sweeps;
using SweepDsl.Runtime.Sweeps.Statistics;
using SweepDsl.Runtime.Sweeps.Statistics.Goals;
using SweepDsl.Runtime.Sweeps.Store;
using SweepDsl.Runtime.Training.Files;

namespace SweepDsl.Runtime.Reports.Html;

/// <summary>Writes a study into the page's data.</summary>
internal static class StudyDocument
{
    /// <summary>Writes the study.</summary>
    /// <param name="json">The document.</param>
    /// <param name="reported">The study.</param>
    /// <param name="trials">Number of trials that share the page.</param>
    public static void Write(Utf8JsonWriter json, ReportedStudy reported, int trials)
    {
        StoredStudy study = reported.Study;
        ImmutableArray<BudgetAnalysis> budgets = BudgetAnalysis.Of(study);
        StudyAnalysis analysis = budgets.IsEmpty ? StudyAnalysis.Of(study) : budgets[^1].Analysis;
        StoredStudy shown = BudgetParameter.Shown(study);
        ImmutableArray<ParameterAxis> axes = ParameterAxis.Of(shown);
        json.WriteStartObject();
        WriteHead(json, study.Record, analysis);
        WriteVerdicts(json, analysis, budgets);
        WriteParameters(json, axes, analysis);
        WriteImportance(json, ParameterImportance.Of(study.AtLast(), analysis.Measure, axes.Where(axis => axis.Name != BudgetParameter.Name)));
        PointDocument.WriteAll(json, "points", analysis, axes);
        WriteBudgets(json, budgets, axes);
        GoalDocument.Write(json, GoalAnalysis.Of(study, analysis));
        json.WriteBoolean("trainings_of_budgets", study.HasTrainingsOfBudgets);
        WriteTrials(json, reported with { Study = shown }, analysis, axes, trials);
        WriteKernels(json, reported.Kernels);
        WriteEnergy(json, reported.Energy);
        if (study.Record.Source is { } source)
        {
            SourceJson.Write(json, "source", source);
        }

        if (reported.Settings is { } settings)
        {
            json.WritePropertyName("settings");
            WriteSafely(json, settings);
        }

        json.WriteEndObject();
    }

    private static void WriteHead(Utf8JsonWriter json, StudyRecord record, StudyAnalysis analysis)
    {
        json.WriteString("name", record.Experiment);
        json.WriteString("description", record.Description);
        json.WriteStartObject("metric");
        json.WriteString("name", analysis.Metric.Name);
        json.WriteString("goal", analysis.Metric.Goal == MetricGoal.Minimize ? "minimize" : "maximize");
        json.WriteBoolean("share", Metric.IsShare(analysis.Metric.Name));
        json.WriteEndObject();
        EnvironmentJson.Write(json, "environment", record.Environment);
        json.WriteStartObject("data");
        json.WriteNumber("train_examples", record.Data.TrainExamples);
        json.WriteNumber("validation_examples", record.Data.ValidationExamples);
        json.WriteNumber("test_examples", record.Data.TestExamples);
        json.WriteString("fingerprint", record.Data.Fingerprint);
        json.WriteEndObject();
        json.WriteString("hash", record.Hash);
        json.WriteString("command", $"./sweep run {record.Experiment} {record.Arguments}".TrimEnd());
    }

    private static void WriteVerdicts(Utf8JsonWriter json, StudyAnalysis analysis, ImmutableArray<BudgetAnalysis> budgets)
    {
        json.WriteStartArray("verdicts");
        if (budgets.IsEmpty)
        {
            WriteVerdict(json, null, Verdict.Of(analysis));
            WriteTuning(json, "", analysis);
        }
        else
        {
            if (BudgetVerdict.Of(budgets) is { } gap)
            {
                WriteVerdict(json, null, gap);
            }

            foreach (BudgetAnalysis budget in budgets)
            {
                WriteVerdict(json, $"At {BudgetVerdict.Words(budget.Budget)}", Verdict.Of(budget.Analysis));
                WriteTuning(json, $"At {BudgetVerdict.Words(budget.Budget)}, ", budget.Analysis);
            }
        }

        json.WriteEndArray();
    }

    // Whether what was searched inside each point lies between others that were tried.
    private static void WriteTuning(Utf8JsonWriter json, string at, StudyAnalysis analysis)
    {
        if (TuningVerdict.Of(analysis) is { } tuning)
        {
            WriteVerdict(json, null, at + tuning);
        }
    }

    private static void WriteVerdict(Utf8JsonWriter json, string? budget, string text)
    {
        json.WriteStartObject();
        json.WriteString("budget", budget);
        json.WriteString("text", text);
        json.WriteEndObject();
    }

    private static void WriteParameters(Utf8JsonWriter json, ImmutableArray<ParameterAxis> axes, StudyAnalysis analysis)
    {
        ImmutableArray<ParameterAxis> outer = ParameterAxis.OfPoints(axes, analysis);
        ParameterAxis? main = ParameterAxis.Main(outer);
        json.WriteStartArray("parameters");
        foreach (ParameterAxis axis in axes)
        {
            json.WriteStartObject();
            json.WriteString("name", axis.Name);
            json.WriteBoolean("numeric", axis.IsNumeric);
            json.WriteBoolean("log", axis.IsLogarithmic);
            json.WriteBoolean("varies", axis.Varies);
            json.WriteBoolean("outer", outer.Contains(axis));
            json.WriteBoolean("main", ReferenceEquals(axis, main));
            json.WriteStartArray("values");
            foreach (ParameterValue value in axis.Values)
            {
                PointDocument.Write(json, value);
            }

            json.WriteEndArray();
            json.WriteEndObject();
        }

        json.WriteEndArray();
        ParameterAxis? speed = ParameterAxis.OfSpeed(outer);
        Knees knees = speed is null ? new Knees(null, null) : Knees.Of(analysis, speed);
        json.WriteStartObject("knees");
        json.WriteString("parameter", speed?.Name);
        CompactNumber.Write(json, "hardware", knees.Hardware);
        CompactNumber.Write(json, "learning", knees.Learning);
        json.WriteNumber("full_throughput", Knees.FullThroughput);
        json.WriteEndObject();
    }

    private static void WriteImportance(Utf8JsonWriter json, ImmutableArray<ParameterImportance> importance)
    {
        json.WriteStartArray("importance");
        foreach (ParameterImportance one in importance)
        {
            json.WriteStartObject();
            json.WriteString("name", one.Name);
            CompactNumber.Write(json, "share", one.Share);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteNumber("importance_groups", ParameterImportance.MostGroups);
    }

    private static void WriteBudgets(Utf8JsonWriter json, ImmutableArray<BudgetAnalysis> budgets, ImmutableArray<ParameterAxis> axes)
    {
        json.WriteStartArray("budgets");
        foreach (BudgetAnalysis budget in budgets)
        {
            json.WriteStartObject();
            json.WriteString("budget", budget.Budget);
            json.WriteString("words", BudgetVerdict.Words(budget.Budget));
            PointDocument.WriteAll(json, "points", budget.Analysis, axes);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void WriteTrials(Utf8JsonWriter json, ReportedStudy reported, StudyAnalysis analysis, ImmutableArray<ParameterAxis> axes, int trials)
    {
        Dictionary<string, int> places = analysis.Points.SelectMany((point, i) => point.Trials.Select(trial => (trial.Trial.Id, i))).DistinctBy(pair => pair.Id).ToDictionary(pair => pair.Id, pair => pair.i);
        json.WriteStartArray("trials");
        foreach ((StoredTrial trial, IReadOnlyList<Training.Evaluation> curve) in reported.Study.Trials.Zip(reported.Curves))
        {
            TrialDocument.Write(json, AtLast(reported.Study.Record, trial), trial.Result?.Last, curve, places.TryGetValue(trial.Trial.Id, out int place) ? place : null, axes, analysis.Measure, trials);
        }

        json.WriteEndArray();
    }

    // As the points have it. What is trained for one of several budgets alone ends with that one.
    private static StoredTrial AtLast(StudyRecord record, StoredTrial trial) => record.Budgets is [.., { } last] && trial.Trial.Budget is null ? trial.At(last) : trial;

    private static void WriteKernels(Utf8JsonWriter json, StudyKernelTimes? kernels)
    {
        json.WriteStartArray("steps");
        foreach (StepKernelTimes step in kernels?.Steps ?? [])
        {
            step.Write(json);
        }

        json.WriteEndArray();
    }

    private static void WriteEnergy(Utf8JsonWriter json, StudyEnergy energy)
    {
        json.WriteStartArray("energy");
        foreach (EnergyUse use in energy.Uses)
        {
            StudyEnergy.Write(json, use);
        }

        json.WriteEndArray();
    }

    // Not as raw text: the document's own encoder makes it harmless inside a page.
    private static void WriteSafely(Utf8JsonWriter json, string text)
    {
        using var document = JsonDocument.Parse(text);
        document.RootElement.WriteTo(json);
    }
}
