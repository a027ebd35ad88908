using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using SweepDsl.Runtime.Benchmarks;
using SweepDsl.Runtime.Training;
using SweepDsl.Runtime.Training.Timing;

namespace SweepDsl.Runtime.Reports.Benchmarks;

/// <summary>What the profiler saw, as tables and as JSON.</summary>
/// <param name="Trial">The trial, such as <c>batch-size batch_size=32,seed=0</c>.</param>
/// <param name="Environment">Where it ran.</param>
/// <param name="Profile">What was seen.</param>
/// <param name="TracePath">Where the trace lies.</param>
internal sealed record ProfileReport(string Trial, TrainingEnvironment Environment, StepProfile Profile, string TracePath)
{
    /// <summary>The document for programs; its rows are kernels.</summary>
    public string ToJson() => BenchmarkDocument.Write("profile", Environment, WriteMembers, Profile.Kernels, BenchmarkDocument.WriteKernel);

    /// <summary>Prints tables by kernel and by dispatch.</summary>
    public void Print(TextWriter output, int width)
    {
        output.WriteLine($"{Trial} on {Environment.Device} ({Environment.Driver})");
        output.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{MillisecondText.Of(Profile.Seconds)} ms/step in training; {MillisecondText.Of(Profile.DeviceSeconds)} ms on the device with each dispatch timed, median of {Profile.Steps.Length} steps."));
        output.WriteLine();
        Table("kernel", Profile.Kernels, kernel => kernel.Dispatches.ToString(CultureInfo.InvariantCulture), "dispatches", isText: false).Print(output, width);
        output.WriteLine();
        Table("dispatch", Profile.Labels, label => label.Kernel, "kernel", isText: true).Print(output, width);
        output.WriteLine();
        output.WriteLine($"Trace: {TracePath} (open it at ui.perfetto.dev or chrome://tracing)");
    }

    private static TextTable Table(string title, ImmutableArray<KernelTime> times, Func<KernelTime, string> detail, string detailTitle, bool isText) => new(
    [
        new TextColumn(title, [.. times.Select(time => time.Name)], IsText: true),
        new TextColumn("ms/step", [.. times.Select(time => MillisecondText.Of(time.Seconds))]),
        new TextColumn("share", [.. times.Select(time => time.Share.ToString("P1", CultureInfo.InvariantCulture))]),
        new TextColumn(detailTitle, [.. times.Select(detail)], isText),
    ]);

    private void WriteMembers(Utf8JsonWriter json)
    {
        json.WriteString("trial", Trial);
        json.WriteNumber("batch_size", Profile.BatchSize);
        BenchmarkDocument.WriteMilliseconds(json, "ms_per_step", Profile.Seconds);
        BenchmarkDocument.WriteMilliseconds(json, "gpu_ms_per_step", Profile.DeviceSeconds);
        json.WriteNumber("dispatches", Profile.Program.Dispatches.Count());
        json.WriteNumber("stages", Profile.Program.Stages.Length);
        json.WriteNumber("profiled_steps", Profile.Steps.Length);
        json.WriteString("trace", TracePath);
        BenchmarkDocument.WriteKernels(json, "gpu_time_by_dispatch", Profile.Labels);
    }
}
