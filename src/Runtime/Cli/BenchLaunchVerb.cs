using System.CommandLine;
using SweepDsl.Runtime.Benchmarks;
using SweepDsl.Runtime.Reports.Benchmarks;
using SweepDsl.Runtime.Training;

namespace SweepDsl.Runtime.Cli;

/// <summary><c>sweep bench launch</c>: what running costs beside the work.</summary>
internal static class BenchLaunchVerb
{
    /// <summary>The verb.</summary>
    public static Command Create(CommandContext context)
    {
        Command command = new("launch", "Measure what a dispatch, a stage, a recording and a submission cost by themselves.");
        BenchOptions options = new(command, hasProducts: false);
        command.SetAction(parsed =>
        {
            using TrainerDevice device = options.Open(parsed);
            LaunchReport report = new(device.Environment, new LaunchBenchmark(device, options.Rounds(parsed)).Measure());
            options.Print(context.Output, parsed, report.ToJson(), report.Print);
            return (int)ExitCode.Done;
        });
        return command;
    }
}
