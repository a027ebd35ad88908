using System.Buffers;
using System.Security.Cryptography;
using System.Text.Json;
using SweepDsl.Runtime.Data;

namespace SweepDsl.Runtime.Sweeps;

/// <summary>Identities of trials: what gives the same result has the same identity, wherever and whenever it is run.</summary>
public static class TrialId
{
    private const int Characters = 16;

    /// <summary>The identity of a point with a seed.</summary>
    /// <param name="dataset">The data, after overrides.</param>
    /// <param name="dataFingerprint">Hash of the data's content.</param>
    /// <param name="point">The point, after overrides.</param>
    /// <param name="seed">The seed.</param>
    /// <param name="initialWeights">Hash of the file that training starts from; null when weights are drawn.</param>
    public static string Of(DatasetDefinition dataset, string dataFingerprint, SweepPoint point, int seed, string? initialWeights)
    {
        ArrayBufferWriter<byte> canonical = new();
        using Utf8JsonWriter json = new(canonical);
        json.WriteStartObject();
        json.WriteNumber("format", DefinitionJson.Format);
        DefinitionJson.Write(json, "dataset", dataset);
        json.WriteString("data", dataFingerprint);
        DefinitionJson.Write(json, "network", point.Network);
        DefinitionJson.Write(json, "training", point.Training, initialWeights);
        ParameterJson.Write(json, "parameters", point.Parameters);
        json.WriteNumber("seed", seed);
        json.WriteEndObject();
        json.Flush();
        return Convert.ToHexStringLower(SHA256.HashData(canonical.WrittenSpan))[..Characters];
    }
}
