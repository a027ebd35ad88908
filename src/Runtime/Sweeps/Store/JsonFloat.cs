using System.Text.Json;

namespace SweepDsl.Runtime.Sweeps.Store;

/// <summary>
/// Numbers in results: written so that they read back to the same bits. JSON has no word for what is not finite, so those are the strings <c>"NaN"</c>, <c>"Infinity"</c> and
/// <c>"-Infinity"</c>, which Python's <c>float()</c> and C's <c>strtod</c> read.
/// </summary>
internal static class JsonFloat
{
    private const string NotANumber = "NaN";
    private const string Infinity = "Infinity";
    private const string MinusInfinity = "-Infinity";

    /// <summary>Writes a number.</summary>
    public static void Write(Utf8JsonWriter json, string key, double value)
    {
        if (double.IsFinite(value))
        {
            json.WriteNumber(key, value);
        }
        else
        {
            json.WriteString(key, WordOf(value));
        }
    }

    /// <summary>Writes a number of an array, in no more digits than a float has.</summary>
    public static void WriteValue(Utf8JsonWriter json, float value)
    {
        if (float.IsFinite(value))
        {
            json.WriteNumberValue(value);
        }
        else
        {
            json.WriteStringValue(WordOf(value));
        }
    }

    /// <summary>Writes a number, or nothing when there is none.</summary>
    public static void WriteOptional(Utf8JsonWriter json, string key, double? value)
    {
        if (value is { } number)
        {
            Write(json, key, number);
        }
    }

    /// <summary>Reads a number.</summary>
    /// <exception cref="FormatException">It is none.</exception>
    public static double Read(JsonElement json) => json.ValueKind switch
    {
        JsonValueKind.Number => json.GetDouble(),
        JsonValueKind.String => json.GetString() switch
        {
            NotANumber => double.NaN,
            Infinity => double.PositiveInfinity,
            MinusInfinity => double.NegativeInfinity,
            string other => throw new FormatException($"\"{other}\" is no number."),
            null => throw new FormatException("null is no number."),
        },
        JsonValueKind other => throw new FormatException($"{other} is no number."),
    };

    /// <summary>Reads a number that may be missing.</summary>
    public static double? ReadOptional(JsonElement json, string key) => json.TryGetProperty(key, out JsonElement value) ? Read(value) : null;

    private static string WordOf(double value) => double.IsNaN(value) ? NotANumber : value > 0 ? Infinity : MinusInfinity;
}
