using Microsoft.Data.Sqlite;

namespace SweepDsl.Runtime.Reports.Exports.Sqlite;

/// <summary>Adds rows to a table by one prepared statement.</summary>
internal sealed class SqliteInsert : IDisposable
{
    private readonly SqliteCommand _command;

    /// <summary>Prepares the statement.</summary>
    /// <param name="connection">The database.</param>
    /// <param name="table">The table; a word of this program, never one from outside.</param>
    /// <param name="columns">Number of its columns.</param>
    public SqliteInsert(SqliteConnection connection, string table, int columns)
    {
        _command = connection.CreateCommand();
        string[] names = [.. Enumerable.Range(0, columns).Select(column => $"$p{column}")];
        _command.CommandText = $"INSERT OR REPLACE INTO {table} VALUES ({string.Join(", ", names)})";
        foreach (string name in names)
        {
            _command.Parameters.Add(new SqliteParameter { ParameterName = name });
        }
    }

    /// <summary>Adds a row.</summary>
    public void Add(params ReadOnlySpan<object?> values)
    {
        for (int i = 0; i < values.Length; i++)
        {
            _command.Parameters[i].Value = values[i] is null or double.NaN ? DBNull.Value : values[i];
        }

        _command.ExecuteNonQuery();
    }

    /// <inheritdoc/>
    public void Dispose() => _command.Dispose();
}
