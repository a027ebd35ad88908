using System.Buffers;
using System.Text;
using System.Text.Json;

namespace SweepDsl.Runtime.Reports.Events;

/// <summary>Writes events as one JSON object a line. Lines are plain ASCII, whatever text they hold, and each is there as soon as it is written.</summary>
/// <param name="output">Where lines go.</param>
/// <param name="clock">Tells the time.</param>
internal sealed class EventWriter(TextWriter output, TimeProvider clock)
{
    private readonly Lock _gate = new();
    private readonly ArrayBufferWriter<byte> _line = new();

    /// <summary>Writes an event.</summary>
    /// <param name="name">What happened.</param>
    /// <param name="members">Writes what there is to say of it.</param>
    public void Write(string name, Action<Utf8JsonWriter> members)
    {
        lock (_gate)
        {
            _line.Clear();
            using (Utf8JsonWriter json = new(_line))
            {
                json.WriteStartObject();
                json.WriteString("event", name);
                json.WriteString("time", clock.GetUtcNow().UtcDateTime);
                members(json);
                json.WriteEndObject();
            }

            output.Write(Encoding.ASCII.GetString(_line.WrittenSpan) + "\n");
            output.Flush();
        }
    }

    /// <summary>Writes that a run ends with an error: its last event.</summary>
    public void WriteError(ExitCode code, string message) => Write("error", json =>
    {
        json.WriteString("message", message);
        json.WriteNumber("exit_code", (int)code);
    });
}
