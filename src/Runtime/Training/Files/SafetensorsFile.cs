using System.Buffers.Binary;
using System.Collections.Immutable;

namespace SweepDsl.Runtime.Training.Files;

/// <summary>The contents of a safetensors file: what PyTorch exchanges weights in.</summary>
/// <param name="Tensors">Its tensors, in the order of their data.</param>
/// <param name="Metadata">Its <c>__metadata__</c>: words by words.</param>
public sealed record SafetensorsFile(ImmutableArray<NamedTensor> Tensors, ImmutableSortedDictionary<string, string> Metadata)
{
    private const int ChunkBytes = 1 << 16;

    /// <summary>Reads a file. F64, F16 and BF16 become float32.</summary>
    /// <exception cref="SafetensorsException">The file breaks a rule of the format, or has tensors other than floating-point ones.</exception>
    public static SafetensorsFile Read(string path)
    {
        using FileStream stream = File.OpenRead(path);
        return Read(stream);
    }

    /// <summary>Reads a stream from its position, which is the file's beginning, to its end.</summary>
    /// <exception cref="SafetensorsException">The contents break a rule of the format, or have tensors other than floating-point ones.</exception>
    public static SafetensorsFile Read(Stream stream)
    {
        long length = stream.Length - stream.Position;
        SafetensorsHeader header = ReadHeader(stream, length);
        var tensors = ImmutableArray.CreateBuilder<NamedTensor>(header.Tensors.Length);
        byte[] chunk = new byte[ChunkBytes];
        foreach (TensorEntry entry in header.Tensors)
        {
            tensors.Add(new NamedTensor(entry.Name, entry.Shape, ReadValues(stream, entry, chunk)));
        }

        return new SafetensorsFile(tensors.MoveToImmutable(), header.Metadata);
    }

    private static SafetensorsHeader ReadHeader(Stream stream, long length)
    {
        if (length < sizeof(ulong))
        {
            throw new SafetensorsException($"{length} bytes are too few: a safetensors file starts with the 8-byte length of its header.");
        }

        Span<byte> prefix = stackalloc byte[sizeof(ulong)];
        stream.ReadExactly(prefix);
        ulong headerBytes = BinaryPrimitives.ReadUInt64LittleEndian(prefix);
        long rest = length - sizeof(ulong);
        if (headerBytes > SafetensorsHeader.MaxBytes)
        {
            throw new SafetensorsException($"the header claims {headerBytes} bytes; at most {SafetensorsHeader.MaxBytes} are allowed.");
        }

        if ((long)headerBytes > rest)
        {
            throw new SafetensorsException($"the header claims {headerBytes} bytes and only {rest} follow: the file is cut short.");
        }

        byte[] header = new byte[(int)headerBytes];
        stream.ReadExactly(header);
        return SafetensorsHeaderParser.Parse(header, rest - header.Length);
    }

    private static float[] ReadValues(Stream stream, TensorEntry entry, byte[] chunk)
    {
        float[] values = new float[entry.Elements];
        int perChunk = chunk.Length / entry.Type.Bytes;
        for (int start = 0; start < values.Length; start += perChunk)
        {
            int count = Math.Min(perChunk, values.Length - start);
            Span<byte> bytes = chunk.AsSpan(0, count * entry.Type.Bytes);
            stream.ReadExactly(bytes);
            for (int i = 0; i < count; i++)
            {
                values[start + i] = entry.Type.ToSingle(bytes[(i * entry.Type.Bytes)..]);
            }
        }

        return values;
    }
}
