using System.Collections.Immutable;
using System.CommandLine;
using System.Globalization;
using SweepDsl.Runtime.Benchmarks;
using SweepDsl.Runtime.Data;
using SweepDsl.Runtime.Reports.Benchmarks;
using SweepDsl.Runtime.Sweeps;
using SweepDsl.Runtime.Sweeps.Statistics;
using SweepDsl.Runtime.Sweeps.Store;
using SweepDsl.Runtime.Training;

namespace SweepDsl.Runtime.Cli;

/// <summary><c>sweep plan</c>: what a study will take, and what it can decide.</summary>
internal static class PlanVerb
{
    private const double Points = 100;

    /// <summary>The verb.</summary>
    public static Command Create(CommandContext context)
    {
        Argument<string> name = SharedSymbols.Experiment(context);
        Option<double?> difference = Difference();
        Option<double> seconds = SharedSymbols.Seconds("--seconds", "Measure updates for S seconds, all together.", normally: 3);
        Option<string?> data = SharedSymbols.Data();
        Option<string> root = SharedSymbols.Out();
        Command command = new("plan", "Say what an experiment will take on this device (trials, updates, operations, memory, time), and how many seeds would decide, without running it.")
        {
            name, difference, seconds, data, root,
        };
        BenchOptions options = new(command, hasRounds: false);
        OverrideOptions overrides = new(command);
        command.SetAction(parsed =>
        {
            Experiment experiment = context.Find(parsed.GetRequiredValue(name));
            StudyOverrides wanted = overrides.Of(parsed);
            DatasetDefinition dataset = wanted.Apply(experiment.Dataset);
            ExampleCounts counts = ExampleCounts.Of(dataset) ?? Count(context, dataset, parsed.GetValue(data));
            var plan = StudyPlan.Make(experiment, wanted, new DataDescription(counts.Train, counts.Validation, counts.Test, Fingerprint: ""));
            ImmutableArray<Trial> foreseen = [.. plan.Trials, .. plan.Foreseen()];
            ResultsFolder results = SharedSymbols.Results(parsed.GetRequiredValue(root), experiment.Name);
            StudyAnalysis? stored = results.HasResults ? StudyAnalysis.Of(results.Read()) : null;
            using TrainerDevice device = options.Open(parsed);
            context.Error.Writer.WriteLine($"Measuring updates on {device.Environment.Device} ...");
            StudyForecast forecast = new(
                experiment.Name,
                device.Environment,
                counts,
                new StudyForecaster(device, parsed.GetValue(seconds)).Forecast(dataset, counts, foreseen),
                plan.MayGrow,
                SeedsFor(experiment.Sweep.Metric, parsed.GetValue(difference), foreseen.Where(trial => !trial.IsTuning).Select(trial => trial.Point.Parameters).Distinct().Count(), plan.Looks, counts, stored));
            ForecastReport report = new(forecast);
            options.Print(context.Output, parsed, report.ToJson(), report.Print);
            if (!plan.IsComplete)
            {
                context.Error.Writer.WriteLine("Which trials follow, and how many, depends on results; these are the ones that can be foreseen.");
            }

            return (int)ExitCode.Done;
        });
        return command;
    }

    private static Option<double?> Difference() => new("--difference")
    {
        Description = "Say how many seeds find a difference of D: in points (hundredths) of an accuracy, otherwise in the metric's own unit. 1 point of an accuracy if not said.",
        HelpName = "D",
        CustomParser = result =>
        {
            string text = result.Tokens[0].Value;
            if (double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out double value) && value > 0 && double.IsFinite(value))
            {
                return value;
            }

            result.AddError($"--difference wants a number above 0, such as 1 or 0.5, not '{text}'.");
            return null;
        },
    };

    private static SeedForecast? SeedsFor(MetricDefinition metric, double? difference, int points, int looks, ExampleCounts counts, StudyAnalysis? stored)
    {
        int? examples = metric.Name switch
        {
            "test_accuracy" => counts.Test,
            "val_accuracy" => counts.Validation,
            _ => null,
        };
        return SeedForecast.Of(metric, Metric.IsShare(metric.Name) ? difference / Points : difference, points, looks, examples, stored);
    }

    // Only the files of a folder of images know how many there are.
    private static ExampleCounts Count(CommandContext context, DatasetDefinition dataset, string? folder)
    {
        using StopSignals signals = new(static () => { });
        using DownloadLine download = new(context.Error);
        Dataset loaded = DatasetLoader.Load(dataset, DataOptions.ForUser(folder) with { Progress = download, Notice = context.Error.Writer.WriteLine }, signals.Stop);
        return new ExampleCounts(loaded.Train.Count, loaded.Validation?.Count ?? 0, loaded.Test.Count);
    }
}
