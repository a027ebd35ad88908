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
        output.WriteLine($"{Experiment} on {Environment.Device} ({Environment.Driver}), {BenchmarkDocument.Word(Rows[0].Precision)}, random data{(Rows[0].Pack > 1 ? $", {Rows[0].Pack} trials packed" : "")}");
        output.WriteLine();
        Steps().Print(output, width);
        if (Rows.All(row => row.Kernels.IsEmpty))
        {
            output.WriteLine("The device has no timestamps: nothing is known of its time by kernel.");
            return;
        }

        string[] kernels = [.. Rows.SelectMany(row => row.Kernels.Select(kernel => kernel.Name)).Distinct()];
        output.WriteLine();
        output.WriteLine("Device time by kernel in ms a step, each dispatch of one trial timed by itself:");
        output.WriteLine();
        ByKernel(kernels).Print(output, width);
    }

    private static void WriteRow(Utf8JsonWriter json, StepMeasurement row)
    {
        json.WriteNumber("batch_size", row.BatchSize);
        json.WriteNumber("pack", row.Pack);
        json.WriteString("precision", BenchmarkDocument.Word(row.Precision));
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
        BenchmarkDocument.WriteKernels(json, "gpu_time_by_kernel", row.Kernels);
    }

    private TextTable Steps() => new(
    [
        Column("batch\nsize", row => row.BatchSize.ToString(CultureInfo.InvariantCulture)),
        Column("ms/step", row => MillisecondText.Of(row.Seconds)),
        Column("examples/s", row => row.ExamplesPerSecond.ToString("N0", CultureInfo.InvariantCulture)),
        Column("device\nms/step", row => MillisecondText.Of(row.GpuSeconds)),
        Column("host\nms/step", row => MillisecondText.Of(row.HostSeconds)),
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
            [.. kernels.Select(name => MillisecondText.Of(row.Kernels.FirstOrDefault(kernel => kernel.Name == name)?.Seconds))])),
    ]);

    private TextColumn Column(string header, Func<StepMeasurement, string> cell) => new(header, [.. Rows.Select(cell)]);
}
