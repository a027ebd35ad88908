using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;
using System.Text.Json;

namespace SweepDsl.Runtime.Sweeps.Store;

/// <summary>The process that works in a results folder, as <c>owner.json</c> names it.</summary>
/// <param name="Host">Name of its machine.</param>
/// <param name="ProcessId">Its process id there.</param>
/// <param name="Started">When it started: another process may have the same id later.</param>
internal sealed record LockOwner(string Host, int ProcessId, DateTimeOffset Started)
{
    // The start of a process is told in clock ticks, counted from a boot time that is rounded anew each time.
    private static readonly TimeSpan StartTolerance = TimeSpan.FromSeconds(2);

    /// <summary>This process.</summary>
    public static LockOwner Current()
    {
        using var process = Process.GetCurrentProcess();
        return new LockOwner(Environment.MachineName, process.Id, new DateTimeOffset(process.StartTime.ToUniversalTime()));
    }

    /// <summary>Reads an owner; null when there is none, or it was not written to its end.</summary>
    public static LockOwner? Read(string path)
    {
        try
        {
            using JsonDocument document = JsonDocument.Parse(File.ReadAllBytes(path));
            JsonElement root = document.RootElement;
            return new LockOwner(root.GetProperty("host").GetString() ?? "", root.GetProperty("pid").GetInt32(), root.GetProperty("started").GetDateTimeOffset());
        }
        catch (Exception error) when (error is FileNotFoundException or JsonException or KeyNotFoundException or InvalidOperationException or FormatException)
        {
            return null;
        }
    }

    /// <summary>Writes the owner.</summary>
    public void Write(Stream stream)
    {
        using Utf8JsonWriter json = new(stream);
        json.WriteStartObject();
        json.WriteString("host", Host);
        json.WriteNumber("pid", ProcessId);
        json.WriteString("started", Started);
        json.WriteEndObject();
    }

    /// <summary>Whether it surely runs no more: it was on this machine, and its process is gone or another has its id.</summary>
    public bool IsDead()
    {
        if (Host != Environment.MachineName)
        {
            return false;
        }

        try
        {
            using var process = Process.GetProcessById(ProcessId);
            return (process.StartTime.ToUniversalTime() - Started.UtcDateTime).Duration() > StartTolerance;
        }
        catch (Exception error) when (error is ArgumentException or InvalidOperationException)
        {
            return true;
        }
        catch (Exception error) when (error is Win32Exception or NotSupportedException)
        {
            // It runs, and does not tell when it started.
            return false;
        }
    }

    /// <inheritdoc/>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"process {ProcessId} on {Host}, started {Started:yyyy-MM-dd HH:mm:ss}Z");
}
