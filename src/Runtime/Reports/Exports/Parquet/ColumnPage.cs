using System.Buffers.Binary;
using System.IO.Compression;
using System.Text;
using SweepDsl.Runtime.Reports.Exports.Tables;

namespace SweepDsl.Runtime.Reports.Exports.Parquet;

/// <summary>The values of one column of one row group: a data page of version 1 with its header. Every column may have nulls.</summary>
/// <param name="Bytes">Header and compressed content.</param>
/// <param name="UncompressedBytes">What the two would take without compression.</param>
/// <param name="Values">Number of values, nulls included.</param>
internal sealed record ColumnPage(byte[] Bytes, long UncompressedBytes, int Values)
{
    private const int DataPage = 0;

    /// <summary>Encodes values.</summary>
    /// <param name="kind">What they are.</param>
    /// <param name="values">The values.</param>
    public static ColumnPage Encode(ColumnKind kind, IReadOnlyList<object?> values)
    {
        using MemoryStream content = new();
        WritePresence(content, values);
        WriteValues(content, kind, values.Where(value => value is not null));
        byte[] compressed = Compress(content);
        byte[] header = Header(values.Count, (int)content.Length, compressed.Length);
        return new ColumnPage([.. header, .. compressed], header.Length + content.Length, values.Count);
    }

    // Definition levels, 1 for a value and 0 for a null, as runs of equal ones; their length stands before them.
    private static void WritePresence(MemoryStream content, IReadOnlyList<object?> values)
    {
        using MemoryStream runs = new();
        for (int start = 0, end; start < values.Count; start = end)
        {
            bool isPresent = values[start] is not null;
            for (end = start + 1; end < values.Count && (values[end] is not null) == isPresent; end++)
            {
            }

            uint run = (uint)(end - start) << 1;
            for (; run >= 0x80; run >>= 7)
            {
                runs.WriteByte((byte)(run | 0x80));
            }

            runs.WriteByte((byte)run);
            runs.WriteByte(isPresent ? (byte)1 : (byte)0);
        }

        WriteInt32(content, (int)runs.Length);
        runs.WriteTo(content);
    }

    private static void WriteValues(MemoryStream content, ColumnKind kind, IEnumerable<object?> values)
    {
        if (kind == ColumnKind.Truth)
        {
            WriteBits(content, values);
            return;
        }

        Span<byte> word = stackalloc byte[sizeof(long)];
        foreach (object? value in values)
        {
            switch (kind)
            {
                case ColumnKind.Integer:
                    BinaryPrimitives.WriteInt64LittleEndian(word, (long)value!);
                    content.Write(word);
                    break;
                case ColumnKind.Number:
                    BinaryPrimitives.WriteDoubleLittleEndian(word, (double)value!);
                    content.Write(word);
                    break;
                default:
                    byte[] utf8 = Encoding.UTF8.GetBytes((string)value!);
                    WriteInt32(content, utf8.Length);
                    content.Write(utf8);
                    break;
            }
        }
    }

    // Eight to a byte, the first in the lowest bit.
    private static void WriteBits(MemoryStream content, IEnumerable<object?> values)
    {
        foreach (object?[] eight in values.Chunk(8))
        {
            int bits = 0;
            for (int i = 0; i < eight.Length; i++)
            {
                bits |= (bool)eight[i]! ? 1 << i : 0;
            }

            content.WriteByte((byte)bits);
        }
    }

    private static byte[] Compress(MemoryStream content)
    {
        using MemoryStream compressed = new();
        using (GZipStream gzip = new(compressed, CompressionLevel.Optimal, leaveOpen: true))
        {
            content.WriteTo(gzip);
        }

        return compressed.ToArray();
    }

    private static byte[] Header(int values, int uncompressedBytes, int compressedBytes)
    {
        ThriftCompactWriter thrift = new();
        thrift.Struct(() =>
        {
            thrift.Int32(1, DataPage);
            thrift.Int32(2, uncompressedBytes);
            thrift.Int32(3, compressedBytes);
            thrift.Struct(5, () =>
            {
                thrift.Int32(1, values);
                thrift.Int32(2, ParquetFile.PlainEncoding);
                thrift.Int32(3, ParquetFile.RunLengthEncoding);
                thrift.Int32(4, ParquetFile.RunLengthEncoding);
            });
        });
        return thrift.Written.ToArray();
    }

    private static void WriteInt32(MemoryStream content, int value)
    {
        Span<byte> bytes = stackalloc byte[sizeof(int)];
        BinaryPrimitives.WriteInt32LittleEndian(bytes, value);
        content.Write(bytes);
    }
}
