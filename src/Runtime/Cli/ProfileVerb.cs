using System.CommandLine;
using SweepDsl.Runtime.Benchmarks;
using SweepDsl.Runtime.Data;
using SweepDsl.Runtime.Reports.Benchmarks;
using SweepDsl.Runtime.Sweeps;
using SweepDsl.Runtime.Training;

namespace SweepDsl.Runtime.Cli;

/// <summary><c>sweep profile</c>: where the time of training goes.</summary>
internal static class ProfileVerb
{
    private const int DefaultSteps = 20;

    /// <summary>The verb.</summary>
    public static Command Create(CommandContext context)
    {
        Argument<string> name = SharedSymbols.Experiment(context);
        Option<int?> batchSize = SharedSymbols.Positive("--batch-size", "N", "Profile the first trial with this batch size; one that the sweep does not have is set in its first trial.");
        Option<string?> trials = SharedSymbols.Trials("Profile the first trial that meets all conditions");
        Option<int?> steps = SharedSymbols.Positive("--steps", "N", $"Profile N steps; {DefaultSteps} if not said.");
        Option<double> seconds = SharedSymbols.Seconds("--seconds", "Train for S seconds at least, without the profiler, before.", normally: 2);
        Option<string?> data = SharedSymbols.Data();
        Option<string> root = SharedSymbols.Out();
        Option<string?> trace = new("--trace") { Description = "File of the trace; ROOT/EXPERIMENT/profile/batch-N.trace.json if not said.", HelpName = "FILE" };
        Command command = new("profile", "Train on an experiment's data with each dispatch timed: a table by kernel, and a trace for ui.perfetto.dev or chrome://tracing.")
        {
            name, batchSize, trials, steps, seconds, data, root, trace,
        };
        BenchOptions options = new(command, hasRounds: false);
        command.Validators.Add(result =>
        {
            if (result.GetResult(batchSize) is not null && result.GetResult(trials) is not null)
            {
                result.AddError("--batch-size and --trials exclude each other; --trials takes batch_size=N among its conditions.");
            }
        });
        command.SetAction(parsed =>
        {
            Experiment experiment = context.Find(parsed.GetRequiredValue(name));
            TrialFilter? filter = parsed.GetValue(trials) is { } conditions ? TrialFilter.Parse(conditions) : null;
            using StopSignals signals = new(static () => { });
            using TrainerDevice device = options.Open(parsed);
            Dataset dataset = Load(context, experiment, parsed.GetValue(data), signals.Stop);
            Trial trial = Choose(experiment, dataset, filter, parsed.GetValue(batchSize));
            StepProfiler profiler = new(device, BenchmarkEffort.Of(rounds: 1, parsed.GetValue(seconds)));
            StepProfile profile = profiler.Run(dataset, experiment.Dataset.Augmentations, trial.Point, trial.Seed, parsed.GetValue(steps) ?? DefaultSteps, signals.Stop);
            string path = parsed.GetValue(trace) ?? Path.Combine(parsed.GetRequiredValue(root), experiment.Name, "profile", $"batch-{profile.BatchSize}.trace.json");
            string title = $"{experiment.Name} {trial.Name}";
            OutputFile.Write("--trace", path, stream => ChromeTrace.Write(stream, title, device.Environment.Device, StepTrace.Of(profile.Steps)));
            ProfileReport report = new(title, device.Environment, profile, path);
            options.Print(context.Output, parsed, report.ToJson(), report.Print);
            return (int)ExitCode.Done;
        });
        return command;
    }

    private static Dataset Load(CommandContext context, Experiment experiment, string? folder, CancellationToken stop)
    {
        using DownloadLine download = new(context.Error);
        return DatasetLoader.Load(experiment.Dataset, DataOptions.ForUser(folder) with { Progress = download, Notice = context.Error.Writer.WriteLine }, stop);
    }

    private static Trial Choose(Experiment experiment, Dataset dataset, TrialFilter? filter, int? batchSize)
    {
        var plan = StudyPlan.Make(
            experiment, new StudyOverrides(), new DataDescription(dataset.Train.Count, dataset.Validation?.Count ?? 0, dataset.Test.Count, dataset.Fingerprint));
        if (filter is not null)
        {
            return filter.Select(plan.Trials)[0];
        }

        Trial first = plan.Trials.FirstOrDefault(trial => trial.Point.Training.BatchSize == batchSize) ?? plan.Trials[0];
        return batchSize is not { } size || first.Point.Training.BatchSize == size
            ? first
            : first with { Point = BenchmarkedPoint.WithBatchSize(first.Point, size) };
    }
}
