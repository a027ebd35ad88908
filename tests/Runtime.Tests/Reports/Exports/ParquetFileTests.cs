using ParquetSharp;
using SweepDsl.Runtime.Reports.Exports.Parquet;
using SweepDsl.Runtime.Reports.Exports.Tables;
using SweepDsl.Runtime.Tests.Data;

namespace SweepDsl.Runtime.Tests.Reports.Exports;

/// <summary>Parquet as Apache Arrow reads it.</summary>
public sealed class ParquetFileTests
{
    [Test]
    public void A_study_reads_back_with_its_types_and_its_gaps()
    {
        using StoredFolder folder = new();
        using TemporaryFolder target = new();
        ExportTable table = StudyTables.Trials(folder.Read());

        using ParquetFileReader reader = Write(target, table);

        using RowGroupReader group = reader.RowGroup(0);
        Assert.That(reader.FileMetaData.KeyValueMetadata["experiment"], Is.EqualTo("study"));
        Assert.That(Enumerable.Range(0, table.Columns.Length).Select(column => reader.FileMetaData.Schema.Column(column).Name), Is.EqualTo(table.Columns.Select(column => column.Name)));
        Assert.That(reader.FileMetaData.CreatedBy, Does.StartWith("sweepdsl version "));
        Assert.That(Read<string?>(group, 0), Is.EqualTo(new[] { "a0", "a0", "a1", "a1", "a2", "a2", "a3", "a3", "a4", "a4" }));
        Assert.That(Read<long?>(group, 1)[^2..], Is.EqualTo(new long?[] { 32, 32 }));
        Assert.That(Read<double?>(group, 2)[..4], Is.EqualTo(new double?[] { 0.5, 0.5, 1, 1 }));
        Assert.That(Read<bool?>(group, 3)[..4], Is.EqualTo(new bool?[] { true, true, false, false }));
        Assert.That(Read<string?>(group, 4)[0], Is.EqualTo(StoredFolder.HostileWord));
        int loss = Array.FindIndex([.. table.Columns], column => column.Name == "test_loss");
        Assert.That(Read<double?>(group, loss), Is.EqualTo(new double?[] { 0.5, 0.125, double.NegativeInfinity, double.NegativeInfinity, null, null, null, null, null, null }));
    }

    [Test]
    public void Every_pattern_of_gaps_reads_back_over_several_row_groups()
    {
        const int rows = 150_000;
        object?[] values = [.. Enumerable.Range(0, rows).Select(row => row % 7 == 3 || row is > 70_000 and < 90_000 ? null : (object?)(row * 0.5))];
        using TemporaryFolder target = new();

        using ParquetFileReader reader = Write(target, new ExportTable(
            [new("value", ColumnKind.Number), new("flag", ColumnKind.Truth)], values.Select((value, row) => ImmutableArray.Create(value, value is null ? null : row % 3 == 0))));

        Assert.That(reader.FileMetaData.NumRows, Is.EqualTo(rows));
        Assert.That(reader.FileMetaData.NumRowGroups, Is.GreaterThan(1));
        Assert.That(ReadAll<double?>(reader, 0), Is.EqualTo(values.Select(value => (double?)value)));
        Assert.That(ReadAll<bool?>(reader, 1), Is.EqualTo(values.Select((value, row) => value is null ? (bool?)null : row % 3 == 0)));
    }

    [Test]
    public void A_table_without_rows_is_a_file_with_columns()
    {
        using TemporaryFolder target = new();

        using ParquetFileReader reader = Write(target, new ExportTable([new("trial", ColumnKind.Text), new("seed", ColumnKind.Integer)], []));

        Assert.That((reader.FileMetaData.NumRows, reader.FileMetaData.NumColumns), Is.EqualTo((0L, 2)));
    }

    [Test]
    public void Many_columns_take_the_long_form_of_lists()
    {
        using TemporaryFolder target = new();
        ImmutableArray<ExportColumn> columns = [.. Enumerable.Range(0, 200).Select(column => new ExportColumn($"c{column}", ColumnKind.Integer))];

        using ParquetFileReader reader = Write(target, new ExportTable(columns, [[.. columns.Select((_, column) => (object?)(long)-column)]]));

        using RowGroupReader group = reader.RowGroup(0);
        Assert.That(Enumerable.Range(0, 200).Select(column => Read<long?>(group, column)[0]), Is.EqualTo(Enumerable.Range(0, 200).Select(column => (long?)-column)));
    }

    private static ParquetFileReader Write(TemporaryFolder target, ExportTable table)
    {
        using (FileStream stream = File.Create(target.File("table.parquet")))
        {
            ParquetFile.Write(stream, table, [new("experiment", "study")]);
        }

        return new ParquetFileReader(target.File("table.parquet"));
    }

    private static T[] Read<T>(RowGroupReader group, int column)
    {
        using LogicalColumnReader<T> reader = group.Column(column).LogicalReader<T>();
        return reader.ReadAll(checked((int)group.MetaData.NumRows));
    }

    private static T[] ReadAll<T>(ParquetFileReader reader, int column) => [.. Enumerable.Range(0, reader.FileMetaData.NumRowGroups).SelectMany(index =>
    {
        using RowGroupReader group = reader.RowGroup(index);
        return Read<T>(group, column);
    })];
}
