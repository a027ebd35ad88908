using Microsoft.Data.Sqlite;
using SweepDsl.Runtime.Reports.Exports.Tables;
using SweepDsl.Runtime.Sweeps;
using SweepDsl.Runtime.Sweeps.Store;
using SweepDsl.Runtime.Training;

namespace SweepDsl.Runtime.Reports.Exports.Sqlite;

/// <summary>A study as one SQLite database. SQL has no number that is none: a NaN is NULL; infinities are kept.</summary>
internal static class SqliteFile
{
    private static readonly int Measured = EvaluationColumns.All.Length;

    /// <summary>Writes a study into a file that is not there yet.</summary>
    /// <exception cref="IOException">It cannot be written.</exception>
    public static void Write(string path, StudyExport study)
    {
        try
        {
            using SqliteConnection connection = new(new SqliteConnectionStringBuilder { DataSource = path, Pooling = false }.ToString());
            connection.Open();

            // The file is put in its place when it is whole, so a half-written one need not be mended.
            Execute(connection, "PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF;");
            using SqliteTransaction transaction = connection.BeginTransaction();
            Execute(connection, SqliteSchema.Script);
            WriteStudy(connection, study.Record);
            WriteTrials(connection, study);
            WriteMetrics(connection, study);
            WriteBudgets(connection, study);
            transaction.Commit();
        }
        catch (SqliteException error)
        {
            throw new IOException(error.Message, error);
        }
    }

    private static void WriteStudy(SqliteConnection connection, StudyRecord record)
    {
        using SqliteInsert insert = new(connection, "study", columns: 13);
        insert.Add(
            record.Experiment,
            record.Description,
            record.Metric.Name,
            record.Metric.Goal == MetricGoal.Minimize ? "minimize" : "maximize",
            record.Hash,
            record.Environment.Device,
            record.Environment.Driver,
            record.Environment.Version,
            record.Environment.Kernels,
            record.Data.TrainExamples,
            record.Data.ValidationExamples,
            record.Data.TestExamples,
            record.Data.Fingerprint);
    }

    private static void WriteTrials(SqliteConnection connection, StudyExport study)
    {
        using SqliteInsert trials = new(connection, "trials", 10 + Measured);
        using SqliteInsert parameters = new(connection, "parameters", columns: 4);
        for (int number = 0; number < study.Trials.Length; number++)
        {
            StoredTrial trial = study.Trials[number];
            TrialResult? result = trial.Result;
            trials.Add(
            [
                trial.Trial.Id,
                number,
                trial.Trial.Seed,
                trial.Trial.Budget,
                trial.StatusWord,
                result?.MetricOf(study.Record.Metric.Name),
                result?.DivergedAt,
                result?.Error,
                result?.PackedTrials,
                result?.MemoryBytes,
                .. EvaluationColumns.Of(result?.Last),
            ]);
            foreach ((string name, ParameterValue value) in trial.Trial.Parameters.Values)
            {
                parameters.Add(trial.Trial.Id, name, value.Value, TypeOf(value));
            }
        }
    }

    private static void WriteMetrics(SqliteConnection connection, StudyExport study)
    {
        using SqliteInsert insert = new(connection, "metrics", 1 + Measured);
        foreach (StoredTrial trial in study.Trials)
        {
            foreach (Evaluation evaluation in study.EvaluationsOf(trial))
            {
                insert.Add([trial.Trial.Id, .. EvaluationColumns.Of(evaluation)]);
            }
        }
    }

    private static void WriteBudgets(SqliteConnection connection, StudyExport study)
    {
        using SqliteInsert insert = new(connection, "budgets", 3 + Measured);
        foreach (StoredTrial trial in study.Trials)
        {
            foreach ((string budget, StoredTrial at) in study.Stored.AtBudgets(trial))
            {
                insert.Add([trial.Trial.Id, budget, at.StatusWord, .. EvaluationColumns.Of(at.Result?.Last)]);
            }
        }
    }

    private static string TypeOf(ParameterValue value) => value.Value switch
    {
        long => "integer",
        double => "number",
        bool => "boolean",
        _ => "text",
    };

    private static void Execute(SqliteConnection connection, string sql)
    {
        using SqliteCommand command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }
}
