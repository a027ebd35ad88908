using System.Globalization;
using System.Text.Json;

namespace SweepDsl.Runtime.Reports.Html;

/// <summary>Numbers of the page's data: as many digits as any picture can show. What is not finite is null there, and a gap in pictures.</summary>
internal static class CompactNumber
{
    /// <summary>Writes a number with six significant digits.</summary>
    public static void Write(Utf8JsonWriter json, double? value)
    {
        if (value is { } number && double.IsFinite(number))
        {
            json.WriteRawValue(number.ToString("G6", CultureInfo.InvariantCulture));
        }
        else
        {
            json.WriteNullValue();
        }
    }

    /// <summary>Writes a number under a key.</summary>
    public static void Write(Utf8JsonWriter json, string key, double? value)
    {
        json.WritePropertyName(key);
        Write(json, value);
    }

    /// <summary>Writes numbers under a key.</summary>
    public static void Write(Utf8JsonWriter json, string key, IEnumerable<double?> values)
    {
        json.WriteStartArray(key);
        foreach (double? value in values)
        {
            Write(json, value);
        }

        json.WriteEndArray();
    }
}
