using System.Collections.Immutable;

namespace SweepDsl.Runtime.Reports.Exports.Tables;

/// <summary>A table, as exports write it.</summary>
/// <param name="Columns">Its columns.</param>
/// <param name="Rows">Its rows, made as they are asked for: of each column a <see cref="long"/>, <see cref="double"/>, <see cref="bool"/> or <see cref="string"/> as its kind says, or null.</param>
internal sealed record ExportTable(ImmutableArray<ExportColumn> Columns, IEnumerable<ImmutableArray<object?>> Rows);

/// <summary>A column of a table.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Kind">What its values are.</param>
internal sealed record ExportColumn(string Name, ColumnKind Kind);

/// <summary>What the values of a column are.</summary>
internal enum ColumnKind
{
    /// <summary>Whole numbers, <see cref="long"/>.</summary>
    Integer,

    /// <summary>Numbers, <see cref="double"/>, not all of them finite.</summary>
    Number,

    /// <summary>Truth values, <see cref="bool"/>.</summary>
    Truth,

    /// <summary>Words, <see cref="string"/>.</summary>
    Text,
}
