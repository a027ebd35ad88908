using System.Buffers.Binary;
using System.Collections.Immutable;
using SweepDsl.Runtime.Reports.Exports.Tables;

namespace SweepDsl.Runtime.Reports.Exports.Parquet;

/// <summary>
/// A table as Apache Parquet (format version 1: plain values, gzip), which pandas, Polars, DuckDB, Spark and R read. Written here, as the packages that write it use reflection,
/// which a native program has not, and the part of the format that tables of numbers need is small.
/// </summary>
internal static class ParquetFile
{
    /// <summary>The number of the encoding "plain".</summary>
    public const int PlainEncoding = 0;

    /// <summary>The number of the encoding "run lengths and packed bits".</summary>
    public const int RunLengthEncoding = 3;

    private const int RowsOfGroup = 1 << 16;
    private const int FormatVersion = 1;
    private const int Optional = 1;
    private const int Utf8 = 0;
    private const int Gzip = 2;

    private static ReadOnlySpan<byte> Magic => "PAR1"u8;

    /// <summary>Writes a table.</summary>
    /// <param name="stream">Where to.</param>
    /// <param name="table">The table.</param>
    /// <param name="metadata">What the file says about it besides: words by words.</param>
    public static void Write(Stream stream, ExportTable table, IReadOnlyCollection<KeyValuePair<string, string>> metadata)
    {
        stream.Write(Magic);
        long offset = Magic.Length;
        List<RowGroup> groups = [];
        foreach (ImmutableArray<object?>[] rows in table.Rows.Chunk(RowsOfGroup))
        {
            ImmutableArray<ColumnChunk>.Builder chunks = ImmutableArray.CreateBuilder<ColumnChunk>(table.Columns.Length);
            for (int c = 0; c < table.Columns.Length; c++)
            {
                ColumnPage page = ColumnPage.Encode(table.Columns[c].Kind, [.. rows.Select(row => row[c])]);
                stream.Write(page.Bytes);
                chunks.Add(new ColumnChunk(table.Columns[c], page.Values, offset, page.Bytes.Length, page.UncompressedBytes));
                offset += page.Bytes.Length;
            }

            groups.Add(new RowGroup(rows.Length, chunks.MoveToImmutable()));
        }

        WriteFooter(stream, table.Columns, groups, metadata);
    }

    private static void WriteFooter(Stream stream, ImmutableArray<ExportColumn> columns, List<RowGroup> groups, IReadOnlyCollection<KeyValuePair<string, string>> metadata)
    {
        ThriftCompactWriter thrift = new();
        thrift.Struct(() =>
        {
            thrift.Int32(1, FormatVersion);
            thrift.StructList<ExportColumn?>(2, [null, .. columns], column => WriteSchema(thrift, column, columns.Length));
            thrift.Int64(3, groups.Sum(group => (long)group.Rows));
            thrift.StructList(4, groups, group => WriteGroup(thrift, group));
            thrift.StructList(5, metadata, pair =>
            {
                thrift.Text(1, pair.Key);
                thrift.Text(2, pair.Value);
            });
            thrift.Text(6, $"sweepdsl version {ProgramVersion.Text}");
        });
        stream.Write(thrift.Written);
        Span<byte> length = stackalloc byte[sizeof(int)];
        BinaryPrimitives.WriteInt32LittleEndian(length, thrift.Written.Length);
        stream.Write(length);
        stream.Write(Magic);
    }

    // The root, which is null here, comes first and says how many columns follow.
    private static void WriteSchema(ThriftCompactWriter thrift, ExportColumn? column, int columns)
    {
        if (column is null)
        {
            thrift.Text(4, "schema");
            thrift.Int32(5, columns);
            return;
        }

        thrift.Int32(1, (int)TypeOf(column.Kind));
        thrift.Int32(3, Optional);
        thrift.Text(4, column.Name);
        if (column.Kind == ColumnKind.Text)
        {
            // What it is by the older way of saying and by the newer one.
            thrift.Int32(6, Utf8);
            thrift.Struct(10, () => thrift.Struct(1, static () => { }));
        }
    }

    private static void WriteGroup(ThriftCompactWriter thrift, RowGroup group)
    {
        thrift.StructList(1, group.Chunks, chunk =>
        {
            thrift.Int64(2, chunk.Offset);
            thrift.Struct(3, () =>
            {
                thrift.Int32(1, (int)TypeOf(chunk.Column.Kind));
                thrift.Int32List(2, PlainEncoding, RunLengthEncoding);
                thrift.TextList(3, chunk.Column.Name);
                thrift.Int32(4, Gzip);
                thrift.Int64(5, chunk.Values);
                thrift.Int64(6, chunk.UncompressedBytes);
                thrift.Int64(7, chunk.CompressedBytes);
                thrift.Int64(9, chunk.Offset);
            });
        });
        thrift.Int64(2, group.Chunks.Sum(chunk => chunk.UncompressedBytes));
        thrift.Int64(3, group.Rows);
    }

    private static PhysicalType TypeOf(ColumnKind kind) => kind switch
    {
        ColumnKind.Integer => PhysicalType.Int64,
        ColumnKind.Number => PhysicalType.Double,
        ColumnKind.Truth => PhysicalType.Boolean,
        ColumnKind.Text => PhysicalType.ByteArray,
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, "Unknown kind of column."),
    };

    private enum PhysicalType
    {
        Boolean = 0,
        Int64 = 2,
        Double = 5,
        ByteArray = 6,
    }

    private sealed record RowGroup(int Rows, ImmutableArray<ColumnChunk> Chunks);

    private sealed record ColumnChunk(ExportColumn Column, int Values, long Offset, long CompressedBytes, long UncompressedBytes);
}
