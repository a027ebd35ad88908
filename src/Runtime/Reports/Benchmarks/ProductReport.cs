using System.Globalization;
using System.Text.Json;
using SweepDsl.Runtime.Benchmarks;
using SweepDsl.Runtime.Kernels.Planning;
using SweepDsl.Runtime.Training;

namespace SweepDsl.Runtime.Reports.Benchmarks;

/// <summary>How fast products are, as a table and as JSON.</summary>
/// <param name="Benchmark"><c>gemm</c> or <c>conv</c>.</param>
/// <param name="Precision">How features and weights lay in memory.</param>
/// <param name="Environment">Where it was measured.</param>
/// <param name="Ceiling">What the device can do at most.</param>
/// <param name="Rows">The products.</param>
internal sealed record ProductReport(string Benchmark, Precision Precision, TrainingEnvironment Environment, DeviceCeiling Ceiling, IReadOnlyList<ProductMeasurement> Rows)
{
    private const double Giga = 1e9;

    /// <summary>The document for programs.</summary>
    public string ToJson() => BenchmarkDocument.Write(Benchmark, Environment, WriteHead, Rows, WriteRow);

    /// <summary>Prints a table.</summary>
    public void Print(TextWriter output, int width)
    {
        output.WriteLine($"{Benchmark} on {Environment.Device} ({Environment.Driver}), {BenchmarkDocument.Word(Precision)}");
        output.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"Measured ceilings: {Ceiling.OperationsPerSecond / Giga:N1} GFLOP/s multiplying and adding in float32, {Ceiling.CopiedBytesPerSecond / Giga:N1} GB/s copying."));
        output.WriteLine();
        new TextTable(
        [
            Column("shape", row => row.Work.Shape, isText: true),
            Column("batch", row => row.Work.Batch.ToString(CultureInfo.InvariantCulture)),
            Column("direction", row => row.Work.DirectionName, isText: true),
            Column("ms", row => (row.Timing.MedianSeconds * 1e3).ToString("N3", CultureInfo.InvariantCulture)),
            Column("GFLOP/s", row => (row.OperationsPerSecond / Giga).ToString("N1", CultureInfo.InvariantCulture)),
            Column("of ceiling", row => ShareOfCeiling(row)?.ToString("P0", CultureInfo.InvariantCulture) ?? ""),
            Column("GB/s", row => (row.BytesPerSecond / Giga).ToString("N1", CultureInfo.InvariantCulture)),
            Column("kernel", row => row.Kernel, isText: true),
            Column("tile", row => row.Tile.ToString(), isText: true),
        ]).Print(output, width);
    }

    private void WriteRow(Utf8JsonWriter json, ProductMeasurement row)
    {
        json.WriteString("shape", row.Work.Shape);
        json.WriteNumber("batch_size", row.Work.Batch);
        json.WriteString("direction", row.Work.DirectionName);
        json.WriteString("kernel", row.Kernel);
        json.WriteString("tile", row.Tile.ToString());
        json.WriteNumber("operations", row.Work.Operations);
        json.WriteNumber("bytes", row.Work.Bytes);
        BenchmarkDocument.WriteMilliseconds(json, "ms", row.Timing.MedianSeconds);
        BenchmarkDocument.WriteMilliseconds(json, "fastest_ms", row.Timing.FastestSeconds);
        json.WriteNumber("gflops", row.OperationsPerSecond / Giga);
        if (ShareOfCeiling(row) is { } share)
        {
            json.WriteNumber("share_of_ceiling", share);
        }
        else
        {
            json.WriteNull("share_of_ceiling");
        }

        json.WriteNumber("gb_per_s", row.BytesPerSecond / Giga);
    }

    private void WriteHead(Utf8JsonWriter json)
    {
        json.WriteString("precision", BenchmarkDocument.Word(Precision));
        json.WriteNumber("ceiling_gflops", Ceiling.OperationsPerSecond / Giga);
        json.WriteNumber("ceiling_gb_per_s", Ceiling.CopiedBytesPerSecond / Giga);
    }

    // The ceiling is that of multiply-adds in float32, which units for matrices go beyond.
    private double? ShareOfCeiling(ProductMeasurement row) => row.Tile is CooperativeTile ? null : row.OperationsPerSecond / Ceiling.OperationsPerSecond;

    private TextColumn Column(string header, Func<ProductMeasurement, string> cell, bool isText = false) => new(header, [.. Rows.Select(cell)], isText);
}
