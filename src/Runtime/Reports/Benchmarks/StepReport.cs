using System.Globalization;
using System.Text.Json;
using SweepDsl.Runtime.Benchmarks;
using SweepDsl.Runtime.Training;

namespace SweepDsl.Runtime.Reports.Benchmarks;

/// <summary>What training steps cost, as tables and as JSON.</summary>
/// <param name="Experiment">The experiment's name.</param>
/// <param name="Environment">Where it was measured.</param>
/// <param name="Rows">A measurement for each batch size.</param>
internal sealed record StepReport(string Experiment, TrainingEnvironment Environment, IReadOnlyList<StepMeasurement> Rows)
{
    /// <summary>The document for programs.</summary>
    public string ToJson() => BenchmarkDocument.Write("step", Environment, json => json.WriteString("experiment", Experiment), Rows, WriteRow);

    /// <summary>Prints a table of the steps, and one of their kernels.</summary>
    public void Print(TextWriter output, int width)
    {
        output.WriteLine($"{Experiment} on {Environment.Device} ({Environment.Driver}), random data");
        output.WriteLine();
        Steps().Print(output, width);
        if (Rows.All(row => row.Kernels.IsEmpty))
        {
            output.WriteLine("The device has no timestamps: nothing is known of its time by kernel.");
            return;
        }

        string[] kernels = [.. Rows.SelectMany(row => row.Kernels.Select(kernel => kernel.Kernel)).Distinct()];
        output.WriteLine();
        output.WriteLine("Device time by kernel in ms a step, each dispatch timed by itself:");
        output.WriteLine();
        ByKernel(kernels).Print(output, width);
    }

    private static string Milliseconds(double? seconds) => seconds is { } known ? (known * 1e3).ToString(known < 0.1 ? "0.000" : "0.0", CultureInfo.InvariantCulture) : "-";

    private static void WriteRow(Utf8JsonWriter json, StepMeasurement row)
    {
        json.WriteNumber("batch_size", row.BatchSize);
        BenchmarkDocument.WriteMilliseconds(json, "ms_per_step", row.Seconds);
        json.WriteNumber("examples_per_s", row.ExamplesPerSecond);
        json.WriteNumber("dispatches", row.Dispatches);
        json.WriteNumber("stages", row.Stages);
        json.WriteNumber("steps_per_submission", row.SubmissionSteps);
        json.WriteNumber("memory_bytes", row.MemoryBytes);
        BenchmarkDocument.WriteMilliseconds(json, "gpu_ms_per_step", row.GpuSeconds);
        BenchmarkDocument.WriteMilliseconds(json, "host_ms_per_step", row.HostSeconds);
        json.WriteStartArray("rounds_ms_per_step");
        foreach (double seconds in row.RoundSeconds)
        {
            json.WriteNumberValue(seconds * 1e3);
        }

        json.WriteEndArray();
        json.WriteStartArray("gpu_time_by_kernel");
        foreach (KernelTime kernel in row.Kernels)
        {
            json.WriteStartObject();
            json.WriteString("kernel", kernel.Kernel);
            json.WriteNumber("dispatches", kernel.Dispatches);
            BenchmarkDocument.WriteMilliseconds(json, "ms_per_step", kernel.Seconds);
            json.WriteNumber("share", kernel.Share);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private TextTable Steps() => new(
    [
        Column("batch\nsize", row => row.BatchSize.ToString(CultureInfo.InvariantCulture)),
        Column("ms/step", row => Milliseconds(row.Seconds)),
        Column("examples/s", row => row.ExamplesPerSecond.ToString("N0", CultureInfo.InvariantCulture)),
        Column("device\nms/step", row => Milliseconds(row.GpuSeconds)),
        Column("host\nms/step", row => Milliseconds(row.HostSeconds)),
        Column("\ndispatches", row => row.Dispatches.ToString(CultureInfo.InvariantCulture)),
        Column("\nstages", row => row.Stages.ToString(CultureInfo.InvariantCulture)),
        Column("steps a\nsubmission", row => row.SubmissionSteps.ToString(CultureInfo.InvariantCulture)),
        Column("device\nMiB", row => (row.MemoryBytes / (1024.0 * 1024)).ToString("N1", CultureInfo.InvariantCulture)),
    ]);

    private TextTable ByKernel(string[] kernels) => new(
    [
        new TextColumn("kernel", [.. kernels], IsText: true),
        .. Rows.Select(row => new TextColumn(
            string.Create(CultureInfo.InvariantCulture, $"batch {row.BatchSize}"),
            [.. kernels.Select(name => Milliseconds(row.Kernels.FirstOrDefault(kernel => kernel.Kernel == name)?.Seconds))])),
    ]);

    private TextColumn Column(string header, Func<StepMeasurement, string> cell) => new(header, [.. Rows.Select(cell)]);
}
