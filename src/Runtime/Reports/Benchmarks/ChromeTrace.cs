using System.Text.Encodings.Web;
using System.Text.Json;
using SweepDsl.Runtime.Benchmarks;

namespace SweepDsl.Runtime.Reports.Benchmarks;

/// <summary>Writes a trace as Chrome's trace events, which chrome://tracing and ui.perfetto.dev open: complete events (<c>X</c>), times in microseconds.</summary>
internal static class ChromeTrace
{
    private const int Process = 1;

    private static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Writes the document.</summary>
    /// <param name="stream">Where to.</param>
    /// <param name="title">What was traced.</param>
    /// <param name="device">The device's name.</param>
    /// <param name="events">The events.</param>
    public static void Write(Stream stream, string title, string device, IEnumerable<TraceEvent> events)
    {
        using Utf8JsonWriter json = new(stream, Options);
        json.WriteStartObject();
        json.WriteString("displayTimeUnit", "ms");
        json.WriteStartArray("traceEvents");
        WriteName(json, "process_name", thread: null, title);
        WriteName(json, "thread_name", TraceTrack.Host, "host");
        WriteName(json, "thread_name", TraceTrack.Device, device);
        foreach (TraceEvent traced in events)
        {
            Write(json, traced);
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, TraceEvent traced)
    {
        json.WriteStartObject();
        json.WriteString("name", traced.Name);
        json.WriteString("ph", "X");
        json.WriteNumber("pid", Process);
        json.WriteNumber("tid", (int)traced.Track);

        // Decimals keep every nanosecond, so that what lies inside stays inside.
        json.WriteNumber("ts", traced.StartNs / 1000m);
        json.WriteNumber("dur", (traced.EndNs - traced.StartNs) / 1000m);
        if (!traced.Details.IsEmpty)
        {
            json.WriteStartObject("args");
            foreach ((string key, string value) in traced.Details)
            {
                json.WriteString(key, value);
            }

            json.WriteEndObject();
        }

        json.WriteEndObject();
    }

    private static void WriteName(Utf8JsonWriter json, string kind, TraceTrack? thread, string name)
    {
        json.WriteStartObject();
        json.WriteString("name", kind);
        json.WriteString("ph", "M");
        json.WriteNumber("pid", Process);
        if (thread is { } track)
        {
            json.WriteNumber("tid", (int)track);
        }

        json.WriteStartObject("args");
        json.WriteString("name", name);
        json.WriteEndObject();
        json.WriteEndObject();
    }
}
