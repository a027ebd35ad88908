using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using SweepDsl.Runtime.Training;
using SweepDsl.Runtime.Training.Timing;

namespace SweepDsl.Runtime.Reports.Benchmarks;

/// <summary>A benchmark as one JSON document: where it ran, and its rows.</summary>
internal static class BenchmarkDocument
{
    private static readonly JsonWriterOptions Options = new() { Indented = true, NewLine = "\n", Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>The word for a precision, as experiments write it.</summary>
    public static string Word(Precision precision) => precision.ToString().ToLowerInvariant();

    /// <summary>Writes the document.</summary>
    /// <param name="benchmark">The benchmark's name.</param>
    /// <param name="environment">Where it ran.</param>
    /// <param name="members">Writes what stands beside the rows.</param>
    /// <param name="rows">The rows.</param>
    /// <param name="writeRow">Writes the members of a row.</param>
    public static string Write<T>(
        string benchmark, TrainingEnvironment environment, Action<Utf8JsonWriter> members, IEnumerable<T> rows, Action<Utf8JsonWriter, T> writeRow)
    {
        using MemoryStream stream = new();
        using (Utf8JsonWriter json = new(stream, Options))
        {
            json.WriteStartObject();
            json.WriteString("benchmark", benchmark);
            json.WriteString("device", environment.Device);
            json.WriteString("driver", environment.Driver);
            json.WriteString("version", environment.Version);
            json.WriteString("kernels", environment.Kernels);
            members(json);
            json.WriteStartArray("rows");
            foreach (T row in rows)
            {
                json.WriteStartObject();
                writeRow(json, row);
                json.WriteEndObject();
            }

            json.WriteEndArray();
            json.WriteEndObject();
        }

        return Encoding.UTF8.GetString(stream.ToArray());
    }

    /// <summary>Writes seconds as milliseconds; null where nothing was measured.</summary>
    public static void WriteMilliseconds(Utf8JsonWriter json, string key, double? seconds)
    {
        if (seconds is { } known)
        {
            json.WriteNumber(key, known * 1e3);
        }
        else
        {
            json.WriteNull(key);
        }
    }

    /// <summary>Writes device time by kernel or by label, as an array.</summary>
    public static void WriteKernels(Utf8JsonWriter json, string key, IEnumerable<KernelTime> kernels)
    {
        json.WriteStartArray(key);
        foreach (KernelTime kernel in kernels)
        {
            json.WriteStartObject();
            WriteKernel(json, kernel);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    /// <summary>Writes the members of one kernel's or label's device time.</summary>
    public static void WriteKernel(Utf8JsonWriter json, KernelTime kernel)
    {
        if (kernel.Name != kernel.Kernel)
        {
            json.WriteString("label", kernel.Name);
        }

        json.WriteString("kernel", kernel.Kernel);
        json.WriteNumber("dispatches", kernel.Dispatches);
        WriteMilliseconds(json, "ms_per_step", kernel.Seconds);
        json.WriteNumber("share", kernel.Share);
    }
}
