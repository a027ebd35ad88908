using System.Diagnostics;
using System.Text.Json;
using SweepDsl.Runtime.Reports.Exports.Sqlite;
using SweepDsl.Runtime.Tests.Data;

namespace SweepDsl.Runtime.Tests.Reports.Exports;

/// <summary>The database as Python's own module reads it.</summary>
public sealed class SqliteFileTests
{
    private const string Script = "import json, sqlite3, sys; print(json.dumps([sqlite3.connect(sys.argv[1]).execute(q).fetchall() for q in sys.argv[2:]]))";

    [Test]
    public void Trials_parameters_metrics_and_budgets_read_back()
    {
        using StoredFolder folder = new();
        using TemporaryFolder target = new();

        SqliteFile.Write(target.File("study.db"), folder.Read());

        JsonElement[] answers = Query(
            target.File("study.db"),
            "PRAGMA integrity_check",
            "PRAGMA foreign_key_check",
            "PRAGMA user_version",
            "SELECT experiment, description, metric, goal, train_examples FROM study",
            "SELECT trial, number, seed, status, metric, diverged_at_update, memory_bytes, updates, test_loss FROM trials ORDER BY number",
            "SELECT name, value, type, typeof(value) FROM parameters WHERE trial = 'a1' ORDER BY name",
            "SELECT trial, updates, train_loss, val_loss FROM metrics",
            "SELECT budget, status, updates FROM budgets WHERE trial = 'a0'");
        Assert.That(Text(answers[0]), Is.EqualTo("""[["ok"]]"""));
        Assert.That(Text(answers[1]), Is.EqualTo("[]"));
        Assert.That(Text(answers[2]), Is.EqualTo("[[2]]"));
        Assert.That(answers[3][0].EnumerateArray().Take(2).Select(text => text.GetString()), Is.EqualTo(new[] { StoredFolder.Experiment, StoredFolder.Description }));
        Assert.That(Text(answers[4]), Is.EqualTo(
            """[["a0",0,0,"finished",0.75,null,8589934592,20,0.125],["a1",1,1,"diverged",null,21,null,20,-Infinity],["a2",2,0,"not run",null,null,null,null,null],["a3",3,1,"not run",null,null,null,null,null],["a4",4,0,"damaged",null,null,null,null,null]]"""));
        Assert.That(answers[5].EnumerateArray().Select(Text), Is.EquivalentTo(new[]
        {
            """["batch_size",8,"integer","integer"]""", """["rate",1,"integer","integer"]""", """["flag",0,"boolean","integer"]""", """["../../up: [x]\n","plain","text","text"]""",
        }));

        // A NaN is NULL.
        Assert.That(Text(answers[6]), Is.EqualTo(
            """[["a0",10,0.5,null],["a0",20,0.125,0.125],["a1",10,null,null],["a1",20,Infinity,Infinity],["a2",10,0.25,null],["a4",10,0.25,null]]"""));
        Assert.That(Text(answers[7]), Is.EqualTo("""[["epochs=1","finished",10],["updates=20","finished",20]]"""));
    }

    // Infinity is Python's word, which JSON has not.
    private static string Text(JsonElement json) => json.GetRawText().Replace(" ", "").Replace("\"notrun\"", "\"not run\"").Replace("up:[x]", "up: [x]").Replace("1e999", "Infinity");

    private static JsonElement[] Query(string database, params string[] queries)
    {
        try
        {
            using Process python = Process.Start(new ProcessStartInfo("python3", ["-c", Script, database, .. queries]) { RedirectStandardOutput = true, RedirectStandardError = true })!;
            string answer = python.StandardOutput.ReadToEnd();
            string error = python.StandardError.ReadToEnd();
            python.WaitForExit();
            Assert.That(python.ExitCode, Is.Zero, error);
            return [.. JsonDocument.Parse(answer.Replace("Infinity", "1e999")).RootElement.EnumerateArray()];
        }
        catch (System.ComponentModel.Win32Exception)
        {
            Assert.Ignore("There is no python3 to read the database with.");
            throw;
        }
    }
}
