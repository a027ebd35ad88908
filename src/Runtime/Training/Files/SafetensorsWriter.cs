using System.Buffers;
using System.Buffers.Binary;
using System.Text.Json;

namespace SweepDsl.Runtime.Training.Files;

/// <summary>Writes safetensors files: float32, tensors in the given order, the same bytes for the same tensors.</summary>
public static class SafetensorsWriter
{
    private const int Alignment = 8;
    private const int ChunkFloats = 1 << 14;

    /// <summary>Writes tensors and metadata to a stream.</summary>
    /// <param name="stream">Where to write.</param>
    /// <param name="tensors">The tensors; names are unique and not <c>__metadata__</c>.</param>
    /// <param name="metadata">Words by words; <c>format: pt</c>, which some readers want, is added.</param>
    public static void Write(Stream stream, IReadOnlyCollection<NamedTensor> tensors, IEnumerable<KeyValuePair<string, string>>? metadata = null)
    {
        ArrayBufferWriter<byte> header = Header(tensors, metadata ?? []);
        int padding = (Alignment - (header.WrittenCount % Alignment)) % Alignment;
        if (header.WrittenCount + padding > SafetensorsHeader.MaxBytes)
        {
            throw new ArgumentException($"The header of {tensors.Count} tensors is over {SafetensorsHeader.MaxBytes} bytes.", nameof(tensors));
        }

        Span<byte> length = stackalloc byte[sizeof(ulong)];
        BinaryPrimitives.WriteUInt64LittleEndian(length, (ulong)(header.WrittenCount + padding));
        stream.Write(length);
        stream.Write(header.WrittenSpan);
        stream.Write("       "u8[..padding]);
        byte[] chunk = new byte[ChunkFloats * sizeof(float)];
        foreach (NamedTensor tensor in tensors)
        {
            WriteValues(stream, tensor.Values, chunk);
        }
    }

    private static ArrayBufferWriter<byte> Header(IReadOnlyCollection<NamedTensor> tensors, IEnumerable<KeyValuePair<string, string>> metadata)
    {
        ArrayBufferWriter<byte> header = new();
        using Utf8JsonWriter json = new(header);
        json.WriteStartObject();
        json.WriteStartObject(SafetensorsHeader.MetadataKey);
        foreach ((string key, string value) in new SortedDictionary<string, string>(metadata.ToDictionary(), StringComparer.Ordinal) { ["format"] = "pt" })
        {
            json.WriteString(key, value);
        }

        json.WriteEndObject();
        HashSet<string> names = [SafetensorsHeader.MetadataKey];
        long offset = 0;
        foreach (NamedTensor tensor in tensors)
        {
            if (!names.Add(tensor.Name))
            {
                throw new ArgumentException($"The name '{tensor.Name}' is taken.", nameof(tensors));
            }

            WriteEntry(json, tensor, ref offset);
        }

        json.WriteEndObject();
        json.Flush();
        return header;
    }

    private static void WriteEntry(Utf8JsonWriter json, NamedTensor tensor, ref long offset)
    {
        long elements = tensor.Shape.Aggregate(1L, (product, extent) => checked(product * extent));
        if (elements != tensor.Values.Length)
        {
            throw new ArgumentException($"Tensor '{tensor.Name}' of shape [{string.Join(", ", tensor.Shape)}] has {tensor.Values.Length} values.", nameof(tensor));
        }

        json.WriteStartObject(tensor.Name);
        json.WriteString("dtype", TensorType.F32.Name);
        json.WriteStartArray("shape");
        foreach (int extent in tensor.Shape)
        {
            json.WriteNumberValue(extent);
        }

        json.WriteEndArray();
        json.WriteStartArray("data_offsets");
        json.WriteNumberValue(offset);
        json.WriteNumberValue(offset += elements * sizeof(float));
        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void WriteValues(Stream stream, ReadOnlySpan<float> values, byte[] chunk)
    {
        while (!values.IsEmpty)
        {
            ReadOnlySpan<float> part = values[..Math.Min(ChunkFloats, values.Length)];
            for (int i = 0; i < part.Length; i++)
            {
                BinaryPrimitives.WriteSingleLittleEndian(chunk.AsSpan(i * sizeof(float)), part[i]);
            }

            stream.Write(chunk, 0, part.Length * sizeof(float));
            values = values[part.Length..];
        }
    }
}
