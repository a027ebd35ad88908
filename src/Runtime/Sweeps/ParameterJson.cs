using System.Text.Json;
using SweepDsl.Runtime.Sweeps.Store;

namespace SweepDsl.Runtime.Sweeps;

/// <summary>A <see cref="ParameterSet"/> as a JSON object with the YAML's names, in its order.</summary>
public static class ParameterJson
{
    /// <summary>Writes the object.</summary>
    public static void Write(Utf8JsonWriter json, string key, ParameterSet parameters)
    {
        json.WriteStartObject(key);
        foreach ((string name, ParameterValue value) in parameters.Values)
        {
            json.WritePropertyName(name);
            Write(json, value);
        }

        json.WriteEndObject();
    }

    /// <summary>Reads such an object. A number without fraction and exponent is an integer.</summary>
    public static ParameterSet Read(JsonElement json) =>
        new([.. json.EnumerateObject().Select(property => KeyValuePair.Create(property.Name, ReadValue(property.Value)))]);

    private static void Write(Utf8JsonWriter json, ParameterValue value)
    {
        switch (value.Value)
        {
            case long integer:
                json.WriteNumberValue(integer);
                break;
            case double number when !double.IsFinite(number):
                JsonFloat.WriteValue(json, (float)number);
                break;
            case double number:
                // 1.0 must come back as a number, not as the integer 1.
                string text = value.ToString();
                json.WriteRawValue(text.AsSpan().IndexOfAny('.', 'E') >= 0 ? text : text + ".0");
                break;
            case bool truth:
                json.WriteBooleanValue(truth);
                break;
            default:
                json.WriteStringValue(value.ToString());
                break;
        }
    }

    private static ParameterValue ReadValue(JsonElement json) => json.ValueKind switch
    {
        JsonValueKind.True => true,
        JsonValueKind.False => false,
        JsonValueKind.String => json.GetString()!,
        JsonValueKind.Number when json.GetRawText().AsSpan().IndexOfAny(".eE") < 0 && json.TryGetInt64(out long integer) => integer,
        JsonValueKind.Number => json.GetDouble(),
        _ => throw new FormatException($"a parameter is {json.ValueKind}, not an integer, a number, a word or a truth value."),
    };
}
