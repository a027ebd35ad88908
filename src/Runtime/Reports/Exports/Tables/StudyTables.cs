using System.Collections.Immutable;
using SweepDsl.Runtime.Sweeps.Store;

namespace SweepDsl.Runtime.Reports.Exports.Tables;

/// <summary>A study as tables: a row for each trial, or for each evaluation.</summary>
internal static class StudyTables
{
    private static readonly ExportColumn Trial = new("trial", ColumnKind.Text);
    private static readonly ExportColumn Seed = new("seed", ColumnKind.Integer);

    /// <summary>A row for each trial, with its last evaluation; where there are several budgets, one for each of them, with the evaluation there.</summary>
    public static ExportTable Trials(StudyExport study)
    {
        ImmutableArray<ParameterColumn> parameters = study.Parameters;
        ImmutableArray<string> budgets = study.Record.Budgets;
        return new ExportTable(
            [
                Trial,
                .. parameters.Select(parameter => parameter.Column),
                Seed,
                .. budgets.Take(1).Select(_ => new ExportColumn("budget", ColumnKind.Text)),
                new ExportColumn("status", ColumnKind.Text),
                .. EvaluationColumns.All,
            ],
            from trial in study.Trials
            from cut in budgets.IsEmpty ? [(Cells: Array.Empty<object?>(), At: trial)] : budgets.Select(budget => (Cells: new object?[] { budget }, At: trial.At(budget)))
            select ImmutableArray.Create<object?>([.. Identity(trial.Trial, parameters), .. cut.Cells, cut.At.StatusWord, .. EvaluationColumns.Of(cut.At.Result?.Last)]));
    }

    /// <summary>A row for each evaluation of each trial, those not ended included.</summary>
    public static ExportTable Metrics(StudyExport study)
    {
        ImmutableArray<ParameterColumn> parameters = study.Parameters;
        return new ExportTable(
            [Trial, .. parameters.Select(parameter => parameter.Column), Seed, .. EvaluationColumns.All],
            from trial in study.Trials
            from evaluation in study.EvaluationsOf(trial)
            select ImmutableArray.Create<object?>([.. Identity(trial.Trial, parameters), .. EvaluationColumns.Of(evaluation)]));
    }

    private static IEnumerable<object?> Identity(TrialRecord trial, ImmutableArray<ParameterColumn> parameters) =>
        [trial.Id, .. parameters.Select(parameter => parameter.ValueOf(trial)), (long)trial.Seed];
}
