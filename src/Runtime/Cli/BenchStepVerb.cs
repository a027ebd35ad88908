using System.CommandLine;
using System.Globalization;
using SweepDsl.Runtime.Benchmarks;
using SweepDsl.Runtime.Reports.Benchmarks;
using SweepDsl.Runtime.Sweeps;
using SweepDsl.Runtime.Training;

namespace SweepDsl.Runtime.Cli;

/// <summary><c>sweep bench step</c>: what a training step costs.</summary>
internal static class BenchStepVerb
{
    /// <summary>The verb.</summary>
    public static Command Create(CommandContext context)
    {
        Option<string> name = new("--experiment") { Description = "Experiment whose network is trained.", HelpName = "NAME", Required = true };
        Option<int[]?> batchSizes = SharedSymbols.PositiveList("--batch-sizes", "B,B,...", "Batch sizes to measure; those of the sweep if not said.");
        Option<int?> pack = SharedSymbols.Positive("--pack", "N", "Step N trials of equal batch size, seeds 0 to N - 1, in one command stream; 1 if not said.");
        pack.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<int?>() > PackSize.Max)
            {
                result.AddError($"--pack wants a whole number from 1 to {PackSize.Max}.");
            }
        });
        WordOption<Precision?> precision = new(
            "--precision", "Step in float32 or mixed precision, whatever the experiment says.", ("float32", Precision.Float32), ("mixed", Precision.Mixed));
        Option<double> seconds = SharedSymbols.Seconds("--seconds", "Measure each batch size for S seconds at least, all rounds together and the warm-up besides.", normally: 3);
        Command command = new(
            "step", "Measure training steps of an experiment's network, replayed as in training, on random data of the real set's shape: its files are not needed.")
        {
            name, batchSizes, pack, precision.Symbol, seconds,
        };
        BenchOptions options = new(command);
        command.SetAction(parsed =>
        {
            Experiment experiment = context.Find(parsed.GetRequiredValue(name));
            int[] sizes = SharedSymbols.OrElse(parsed.GetValue(batchSizes), BenchmarkedPoint.BatchSizes(experiment));
            List<StepMeasurement> rows = [];
            using TrainerDevice device = options.Open(parsed);
            new StepBenchmark(device, BenchmarkEffort.Of(options.Rounds(parsed), parsed.GetValue(seconds)), parsed.GetValue(pack) ?? 1).Run(experiment, sizes, precision.Of(parsed, null), row =>
            {
                rows.Add(row);
                context.Error.Writer.WriteLine(string.Create(
                    CultureInfo.InvariantCulture, $"[{rows.Count}/{sizes.Length}] batch size {row.BatchSize}: {row.Seconds * 1e3:0.000} ms/step, {row.ExamplesPerSecond:N0} examples/s"));
            });
            StepReport report = new(experiment.Name, device.Environment, rows);
            options.Print(context.Output, parsed, report.ToJson(), report.Print);
            return (int)ExitCode.Done;
        });
        return command;
    }
}
