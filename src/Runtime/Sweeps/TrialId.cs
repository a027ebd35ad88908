using System.Buffers;
using System.Collections.Immutable;
using System.Globalization;
using System.Security.Cryptography;
using System.Text.Json;
using System.Text.Unicode;
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
    public static string Of(DatasetDefinition dataset, string dataFingerprint, SweepPoint point, int seed, string? initialWeights) =>
        Of(dataset, dataFingerprint, point, [seed], initialWeights)[0];

    /// <summary>The identities of a point with each of some seeds; of many seeds they take little longer than of one.</summary>
    /// <param name="dataset">The data, after overrides.</param>
    /// <param name="dataFingerprint">Hash of the data's content.</param>
    /// <param name="point">The point, after overrides.</param>
    /// <param name="seeds">The seeds.</param>
    /// <param name="initialWeights">Hash of the file that training starts from; null when weights are drawn.</param>
    public static ImmutableArray<string> Of(DatasetDefinition dataset, string dataFingerprint, SweepPoint point, ImmutableArray<int> seeds, string? initialWeights)
    {
        // As much as most points take: growing costs more than writing.
        ArrayBufferWriter<byte> canonical = new(4096);
        using Utf8JsonWriter json = new(canonical);
        json.WriteStartObject();
        json.WriteNumber("format", DefinitionJson.Format);
        DefinitionJson.Write(json, "dataset", dataset);
        json.WriteString("data", dataFingerprint);
        DefinitionJson.Write(json, "network", point.Network);
        DefinitionJson.Write(json, "training", point.Training, initialWeights);
        ParameterJson.Write(json, "parameters", point.Parameters);
        json.Flush();
        using IncrementalHash hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        ImmutableArray<string>.Builder ids = ImmutableArray.CreateBuilder<string>(seeds.Length);
        Span<byte> end = stackalloc byte[32];
        foreach (int seed in seeds)
        {
            // The object's last member; all before it is common to the seeds.
            Utf8.TryWrite(end, CultureInfo.InvariantCulture, $",\"seed\":{seed}}}", out int length);
            hash.AppendData(canonical.WrittenSpan);
            hash.AppendData(end[..length]);
            ids.Add(Convert.ToHexStringLower(hash.GetHashAndReset())[..Characters]);
        }

        return ids.MoveToImmutable();
    }
}
