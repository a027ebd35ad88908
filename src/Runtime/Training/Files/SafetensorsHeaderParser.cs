using System.Collections.Immutable;
using System.Text;
using System.Text.Json;

namespace SweepDsl.Runtime.Training.Files;

/// <summary>Reads the JSON header of a safetensors file by strict rules: nothing is guessed, repeated or left over.</summary>
internal ref struct SafetensorsHeaderParser
{
    private static readonly UTF8Encoding StrictUtf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    private Utf8JsonReader _json;

    private SafetensorsHeaderParser(ReadOnlySpan<byte> header) => _json = new Utf8JsonReader(header, new JsonReaderOptions { MaxDepth = 3 });

    /// <summary>Parses a header whose file holds <paramref name="dataBytes"/> bytes after it.</summary>
    /// <exception cref="SafetensorsException">A rule is broken.</exception>
    public static SafetensorsHeader Parse(ReadOnlySpan<byte> header, long dataBytes)
    {
        if (header.IsEmpty || header[0] != (byte)'{')
        {
            throw new SafetensorsException("the header does not start with '{'.");
        }

        try
        {
            _ = StrictUtf8.GetCharCount(header);
            return new SafetensorsHeaderParser(header).Header(dataBytes);
        }
        catch (Exception error) when (error is DecoderFallbackException or InvalidOperationException)
        {
            // InvalidOperationException: an escaped half of a surrogate pair in a string.
            throw new SafetensorsException("the header is not valid UTF-8.");
        }
        catch (JsonException error)
        {
            throw new SafetensorsException($"the header is not valid JSON (byte {error.BytePositionInLine} of line {error.LineNumber + 1}).");
        }
    }

    private SafetensorsHeader Header(long dataBytes)
    {
        Dictionary<string, TensorEntry> tensors = [];
        ImmutableSortedDictionary<string, string>? metadata = null;
        _json.Read();
        while (NextKey() is { } name)
        {
            bool isNew = name == SafetensorsHeader.MetadataKey ? metadata is null : !tensors.ContainsKey(name);
            if (!isNew)
            {
                throw new SafetensorsException($"the key '{name}' appears twice.");
            }

            if (name == SafetensorsHeader.MetadataKey)
            {
                metadata = Metadata();
            }
            else
            {
                tensors.Add(name, Tensor(name, dataBytes));
            }
        }

        // Spaces may pad the header; anything else after the object makes the reader throw.
        _json.Read();
        return SafetensorsHeader.Covering(tensors.Values, metadata ?? ImmutableSortedDictionary<string, string>.Empty, dataBytes);
    }

    private ImmutableSortedDictionary<string, string> Metadata()
    {
        var metadata = ImmutableSortedDictionary.CreateBuilder<string, string>(StringComparer.Ordinal);
        Expect(JsonTokenType.StartObject, SafetensorsHeader.MetadataKey);
        while (NextKey() is { } key)
        {
            Expect(JsonTokenType.String, $"{SafetensorsHeader.MetadataKey}.{key}");
            if (!metadata.TryAdd(key, _json.GetString()!))
            {
                throw new SafetensorsException($"the metadata key '{key}' appears twice.");
            }
        }

        return metadata.ToImmutable();
    }

    private TensorEntry Tensor(string name, long dataBytes)
    {
        TensorType? type = null;
        ImmutableArray<long>? shape = null;
        ImmutableArray<long>? offsets = null;
        Expect(JsonTokenType.StartObject, name);
        while (NextKey() is { } key)
        {
            switch (key)
            {
                case "dtype" when type is null:
                    Expect(JsonTokenType.String, $"{name}.dtype");
                    type = TensorType.Parse(_json.GetString()!, name);
                    break;
                case "shape" when shape is null:
                    shape = Integers($"{name}.shape");
                    break;
                case "data_offsets" when offsets is null:
                    offsets = Integers($"{name}.data_offsets");
                    break;
                default:
                    throw new SafetensorsException($"tensor '{name}' has an unknown or repeated key '{key}'; dtype, shape and data_offsets were expected, once each.");
            }
        }

        return type is not null && shape is { } extents && offsets is { Length: 2 } range
            ? Checked(name, type, extents, range[0], range[1], dataBytes)
            : throw new SafetensorsException($"tensor '{name}' needs dtype, shape and two data_offsets.");
    }

    private static TensorEntry Checked(string name, TensorType type, ImmutableArray<long> shape, long begin, long end, long dataBytes)
    {
        if (begin > end || end > dataBytes)
        {
            throw new SafetensorsException($"tensor '{name}' takes bytes {begin} to {end}, but the file holds {dataBytes} bytes of data.");
        }

        try
        {
            long elements = shape.Aggregate(1L, (product, extent) => checked(product * extent));
            if (checked(elements * type.Bytes) != end - begin)
            {
                throw new SafetensorsException($"tensor '{name}' of shape [{string.Join(", ", shape)}] needs {elements * type.Bytes} bytes as {type.Name} and has {end - begin}.");
            }

            // An extent beyond int can stand only beside a 0.
            return elements > Array.MaxLength || shape.Any(extent => extent > int.MaxValue)
                ? throw new SafetensorsException($"tensor '{name}' of shape [{string.Join(", ", shape)}] is larger than this program can hold.")
                : new TensorEntry(name, type, [.. shape.Select(extent => (int)extent)], begin, end);
        }
        catch (OverflowException)
        {
            throw new SafetensorsException($"tensor '{name}' of shape [{string.Join(", ", shape)}] has more bytes than can be counted.");
        }
    }

    private ImmutableArray<long> Integers(string what)
    {
        Expect(JsonTokenType.StartArray, what);
        var values = ImmutableArray.CreateBuilder<long>();
        while (_json.Read() && _json.TokenType != JsonTokenType.EndArray)
        {
            values.Add(_json.TokenType == JsonTokenType.Number && _json.TryGetInt64(out long value) && value >= 0
                ? value
                : throw new SafetensorsException($"'{what}' must hold whole numbers from 0 to {long.MaxValue}."));
        }

        return values.ToImmutable();
    }

    private string? NextKey() => _json.Read() && _json.TokenType == JsonTokenType.PropertyName ? _json.GetString() : null;

    private void Expect(JsonTokenType type, string what)
    {
        _json.Read();
        if (_json.TokenType != type)
        {
            throw new SafetensorsException($"'{what}' is {_json.TokenType} where {type} was expected.");
        }
    }
}
