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
        Command command = new(
            "step", "Measure training steps of an experiment's network, replayed as in training, on random data of the real set's shape: its files are not needed.")
        {
            name, batchSizes,
        };
        BenchOptions options = new(command);
        command.SetAction(parsed =>
        {
            Experiment experiment = context.Find(parsed.GetRequiredValue(name));
            int[] sizes = parsed.GetValue(batchSizes) ?? BenchmarkedPoint.BatchSizes(experiment);
            List<StepMeasurement> rows = [];
            using TrainerDevice device = options.Open(parsed);
            new StepBenchmark(device, options.Effort(parsed)).Run(experiment, sizes, row =>
            {
                rows.Add(row);
                context.Error.Writer.WriteLine(string.Create(
                    CultureInfo.InvariantCulture, $"[{rows.Count}/{sizes.Length}] batch size {row.BatchSize}: {row.Seconds * 1e3:0.000} ms/step, {row.ExamplesPerSecond:N0} examples/s"));
            });
            StepReport report = new(experiment.Name, device.Environment, rows);
            if (options.IsJson(parsed))
            {
                context.Output.Writer.WriteLine(report.ToJson());
            }
            else
            {
                report.Print(context.Output.Writer, context.Output.Width);
            }

            return (int)ExitCode.Done;
        });
        return command;
    }
}
