using System.Collections.Immutable;
using SweepDsl.Runtime.Sweeps.Store;
using SweepDsl.Runtime.Training;

namespace SweepDsl.Runtime.Reports.Exports.Tables;

/// <summary>A study as tables: a row for each trial, or for each evaluation.</summary>
internal static class StudyTables
{
    private static readonly ExportColumn Trial = new("trial", ColumnKind.Text);
    private static readonly ExportColumn Seed = new("seed", ColumnKind.Integer);
    private static readonly ExportColumn Budget = new("budget", ColumnKind.Text);

    private static readonly ImmutableArray<ExportColumn> GoalColumns =
        [new("goal_update", ColumnKind.Integer), new("goal_examples", ColumnKind.Integer), new("goal_train_seconds", ColumnKind.Number)];

    /// <summary>
    /// A row for each trial, with its last evaluation; where there are several budgets, one for each that it serves, with the evaluation there. Where there is a goal, the first evaluation past it comes last; nulls where it
    /// never was.
    /// </summary>
    public static ExportTable Trials(StudyExport study)
    {
        ImmutableArray<ParameterColumn> parameters = study.Parameters;
        ImmutableArray<string> budgets = study.Record.Budgets;
        bool hasGoal = study.Record.Goal is not null;
        return new ExportTable(
            [
                Trial,
                .. parameters.Select(parameter => parameter.Column),
                Seed,
                .. budgets.Take(1).Select(_ => Budget),
                new ExportColumn("status", ColumnKind.Text),
                .. EvaluationColumns.All,
                .. hasGoal ? GoalColumns : [],
            ],
            from trial in study.Trials
            from cut in budgets.IsEmpty ? [(Cells: Array.Empty<object?>(), At: trial)] : study.Stored.AtBudgets(trial).Select(cut => (Cells: new object?[] { cut.Budget }, cut.At))
            select ImmutableArray.Create<object?>([.. Identity(trial.Trial, parameters), .. cut.Cells, cut.At.StatusWord, .. EvaluationColumns.Of(cut.At.Result?.Last), .. hasGoal ? ToGoal(cut.At.Goal?.At) : []]));
    }

    /// <summary>A row for each evaluation of each trial, those not ended included; where budgets have trainings of their own, with that of the trial.</summary>
    public static ExportTable Metrics(StudyExport study)
    {
        ImmutableArray<ParameterColumn> parameters = study.Parameters;
        bool hasBudgets = study.Stored.HasTrainingsOfBudgets;
        return new ExportTable(
            [Trial, .. parameters.Select(parameter => parameter.Column), Seed, .. hasBudgets ? [Budget] : ImmutableArray<ExportColumn>.Empty, .. EvaluationColumns.All],
            from trial in study.Trials
            from evaluation in study.EvaluationsOf(trial)
            select ImmutableArray.Create<object?>([.. Identity(trial.Trial, parameters), .. hasBudgets ? [trial.Trial.Budget] : Array.Empty<object?>(), .. EvaluationColumns.Of(evaluation)]));
    }

    private static object?[] ToGoal(Evaluation? evaluation) => [evaluation?.Update, evaluation?.Examples, evaluation?.TrainSeconds];

    private static IEnumerable<object?> Identity(TrialRecord trial, ImmutableArray<ParameterColumn> parameters) =>
        [trial.Id, .. parameters.Select(parameter => parameter.ValueOf(trial)), (long)trial.Seed];
}
