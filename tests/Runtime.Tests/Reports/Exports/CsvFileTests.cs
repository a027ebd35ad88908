using SweepDsl.Runtime.Reports.Exports;
using SweepDsl.Runtime.Reports.Exports.Csv;
using SweepDsl.Runtime.Reports.Exports.Tables;

namespace SweepDsl.Runtime.Tests.Reports.Exports;

public sealed class CsvFileTests
{
    [Test]
    public void No_cell_is_a_formula_and_every_other_word_reads_back_as_it_is()
    {
        using StoredFolder folder = new();

        List<string[]> rows = Write(StudyTables.Trials(folder.Read()));

        Assert.That(rows[0][..7], Is.EqualTo(new[] { "trial", "batch_size", "rate", "flag", StoredFolder.HostileName, "seed", "budget" }));
        Assert.That(rows[1][..8], Is.EqualTo(new[] { "a0", "8", "0.5", "true", "'" + StoredFolder.HostileWord, "0", "epochs=1", "finished" }));
        Assert.That(rows.Select(row => row[4]), Has.Some.EqualTo("'-1+2"));
        Assert.That(rows.SelectMany(row => row), Has.None.Matches<string>(cell => cell.Length > 1 && "=+@".Contains(cell[0])));
        Assert.That(rows.Select(row => row.Length).Distinct(), Has.Exactly(1).Items);
    }

    [Test]
    public void Numbers_that_are_none_are_words_and_what_is_not_known_is_empty()
    {
        using StoredFolder folder = new();

        List<string[]> rows = Write(StudyTables.Metrics(folder.Read()));

        int loss = Array.IndexOf(rows[0], "test_loss");
        int validation = Array.IndexOf(rows[0], "val_loss");
        Assert.That(rows.Skip(1).Select(row => (row[0], row[loss], row[validation])), Is.EqualTo(new[]
        {
            ("a0", "0.5", ""), ("a0", "0.125", "0.125"), ("a1", "NaN", ""), ("a1", "Infinity", "Infinity"), ("a2", "0.25", ""), ("a4", "0.25", ""),
        }));
    }

    [Test]
    public void A_column_of_several_types_has_one_that_holds_them_all()
    {
        using StoredFolder folder = new();

        StudyExport study = folder.Read();

        Assert.That(study.Parameters.Select(parameter => parameter.Kind), Is.EqualTo(new[] { ColumnKind.Integer, ColumnKind.Number, ColumnKind.Truth, ColumnKind.Text }));
        Assert.That(study.Parameters[1].ValueOf(study.Trials[1].Trial), Is.EqualTo(1.0).And.TypeOf<double>());
    }

    private static List<string[]> Write(ExportTable table)
    {
        using StringWriter csv = new();
        CsvFile.Write(csv, table);
        return CsvReader.Read(csv.ToString());
    }
}
