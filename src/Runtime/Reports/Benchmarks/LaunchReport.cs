using System.Globalization;
using System.Text.Json;
using SweepDsl.Runtime.Benchmarks;
using SweepDsl.Runtime.Training;

namespace SweepDsl.Runtime.Reports.Benchmarks;

/// <summary>What launching costs, as a table and as JSON.</summary>
/// <param name="Environment">Where it was measured.</param>
/// <param name="Costs">The costs.</param>
internal sealed record LaunchReport(TrainingEnvironment Environment, LaunchCosts Costs)
{
    private (string What, double Seconds, string Meaning)[] Rows =>
    [
        ("dispatch", Costs.Dispatch, "one more dispatch in a stage, of one small workgroup"),
        ("stage", Costs.Stage, "one more stage: a barrier and such a dispatch"),
        ("recording", Costs.Recording, "one more recording of such a dispatch in a submission, as a replayed step is"),
        ("submission", Costs.Submission, "submitting such a recording and waiting for it"),
        ("read", Costs.Read, "reading 4 bytes back, as losses are after each submission"),
    ];

    /// <summary>The document for programs.</summary>
    public string ToJson() => BenchmarkDocument.Write("launch", Environment, static _ => { }, Rows, WriteRow);

    /// <summary>Prints a table.</summary>
    public void Print(TextWriter output, int width)
    {
        output.WriteLine($"launch on {Environment.Device} ({Environment.Driver}), wall-clock time");
        output.WriteLine();
        new TextTable(
        [
            new TextColumn("cost of a", [.. Rows.Select(row => row.What)], IsText: true),
            new TextColumn("µs", [.. Rows.Select(row => (row.Seconds * 1e6).ToString("N2", CultureInfo.InvariantCulture))]),
            new TextColumn("which is", [.. Rows.Select(row => row.Meaning)], IsText: true),
        ]).Print(output, width);
    }

    private static void WriteRow(Utf8JsonWriter json, (string What, double Seconds, string Meaning) row)
    {
        json.WriteString("cost", row.What);
        json.WriteNumber("us", row.Seconds * 1e6);
        json.WriteString("meaning", row.Meaning);
    }
}
