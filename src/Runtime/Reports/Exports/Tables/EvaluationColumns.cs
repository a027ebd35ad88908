using System.Collections.Immutable;
using SweepDsl.Runtime.Training;

namespace SweepDsl.Runtime.Reports.Exports.Tables;

/// <summary>What an evaluation measures, as columns with the names of <c>metrics.jsonl</c>.</summary>
internal static class EvaluationColumns
{
    private static readonly ImmutableArray<(ExportColumn Column, Func<Evaluation, object?> Value)> Quantities =
    [
        (new("update", ColumnKind.Integer), evaluation => evaluation.Update),
        (new("epoch", ColumnKind.Number), evaluation => evaluation.Epoch),
        (new("examples", ColumnKind.Integer), evaluation => evaluation.Examples),
        (new("train_seconds", ColumnKind.Number), evaluation => evaluation.TrainSeconds),
        (new("eval_seconds", ColumnKind.Number), evaluation => evaluation.EvaluationSeconds),
        (new("train_loss", ColumnKind.Number), evaluation => evaluation.TrainLoss),
        (new("train_accuracy", ColumnKind.Number), evaluation => evaluation.TrainAccuracy),
        (new("test_loss", ColumnKind.Number), evaluation => evaluation.TestLoss),
        (new("test_accuracy", ColumnKind.Number), evaluation => evaluation.TestAccuracy),
        (new("val_loss", ColumnKind.Number), evaluation => evaluation.ValidationLoss),
        (new("val_accuracy", ColumnKind.Number), evaluation => evaluation.ValidationAccuracy),
    ];

    /// <summary>The columns.</summary>
    public static ImmutableArray<ExportColumn> All { get; } = [.. Quantities.Select(quantity => quantity.Column)];

    /// <summary>Those that are a curve over updates: all but the number of updates itself.</summary>
    public static IEnumerable<string> Curves => All.Skip(1).Select(column => column.Name);

    /// <summary>The values of an evaluation; nulls where there is none.</summary>
    public static IEnumerable<object?> Of(Evaluation? evaluation) => Quantities.Select(quantity => evaluation is null ? null : quantity.Value(evaluation));

    /// <summary>Each curve that the evaluation has a value of, with that value.</summary>
    public static IEnumerable<(string Name, double Value)> CurvesOf(Evaluation evaluation) =>
        from quantity in Quantities.Skip(1)
        let value = quantity.Value(evaluation)
        where value is not null
        select (quantity.Column.Name, value is long whole ? whole : (double)value);
}
