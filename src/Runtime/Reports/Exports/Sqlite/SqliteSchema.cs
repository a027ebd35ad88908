namespace SweepDsl.Runtime.Reports.Exports.Sqlite;

/// <summary>The tables of an SQLite export; docs/export.md describes them, and <c>user_version</c> counts their versions.</summary>
internal static class SqliteSchema
{
    // Names are those of the files, but 'updates' for 'update', which SQL has taken.
    private const string Measured = """
        updates INTEGER, epoch REAL, examples INTEGER, train_seconds REAL, eval_seconds REAL,
        train_loss REAL, train_accuracy REAL, test_loss REAL, test_accuracy REAL, val_loss REAL, val_accuracy REAL
        """;

    /// <summary>Makes the tables.</summary>
    public const string Script = $"""
        PRAGMA user_version = 2;
        CREATE TABLE study (
          experiment TEXT NOT NULL, description TEXT, metric TEXT NOT NULL, goal TEXT NOT NULL, hash TEXT NOT NULL,
          device TEXT NOT NULL, driver TEXT NOT NULL, version TEXT NOT NULL, kernels TEXT NOT NULL,
          train_examples INTEGER NOT NULL, validation_examples INTEGER NOT NULL, test_examples INTEGER NOT NULL, data TEXT NOT NULL
        );
        CREATE TABLE trials (
          trial TEXT PRIMARY KEY, number INTEGER NOT NULL, seed INTEGER NOT NULL, budget TEXT, status TEXT NOT NULL, metric REAL,
          diverged_at_update INTEGER, error TEXT, packed_trials INTEGER, memory_bytes INTEGER,
          {Measured}
        ) WITHOUT ROWID;
        CREATE TABLE parameters (
          trial TEXT NOT NULL REFERENCES trials, name TEXT NOT NULL, value NOT NULL, type TEXT NOT NULL,
          PRIMARY KEY (trial, name)
        ) WITHOUT ROWID;
        CREATE TABLE metrics (
          trial TEXT NOT NULL REFERENCES trials,
          {Measured},
          PRIMARY KEY (trial, updates)
        ) WITHOUT ROWID;
        CREATE TABLE budgets (
          trial TEXT NOT NULL REFERENCES trials, budget TEXT NOT NULL, status TEXT NOT NULL,
          {Measured},
          PRIMARY KEY (trial, budget)
        ) WITHOUT ROWID;
        """;
}
