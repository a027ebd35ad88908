using System.Collections.Immutable;
using System.Globalization;
using SweepDsl.Runtime.Sweeps;
using SweepDsl.Runtime.Sweeps.Store;
using SweepDsl.Runtime.Training;

namespace SweepDsl.Runtime.Reports;

/// <summary>A study as CSV (RFC 4180, with line feeds): one line for each trial, or for each evaluation.</summary>
internal static class CsvExport
{
    private static readonly (string Name, Func<Evaluation, double?> Value)[] Quantities =
    [
        ("update", evaluation => evaluation.Update),
        ("epoch", evaluation => evaluation.Epoch),
        ("examples", evaluation => evaluation.Examples),
        ("train_seconds", evaluation => evaluation.TrainSeconds),
        ("eval_seconds", evaluation => evaluation.EvaluationSeconds),
        ("train_loss", evaluation => evaluation.TrainLoss),
        ("train_accuracy", evaluation => evaluation.TrainAccuracy),
        ("test_loss", evaluation => evaluation.TestLoss),
        ("test_accuracy", evaluation => evaluation.TestAccuracy),
        ("val_loss", evaluation => evaluation.ValidationLoss),
        ("val_accuracy", evaluation => evaluation.ValidationAccuracy),
    ];

    /// <summary>One line for each trial, with its last evaluation; where there are several budgets, one for each of them, with the evaluation there.</summary>
    public static void Trials(TextWriter output, StoredStudy study)
    {
        ImmutableArray<string> parameters = ParametersOf(study);
        ImmutableArray<string> budgets = study.Record.Budgets;
        WriteLine(output, ["trial", .. parameters, "seed", .. Column("budget", budgets), "status", .. Quantities.Select(quantity => quantity.Name)]);
        foreach (StoredTrial trial in study.Trials)
        {
            foreach ((string budget, StoredTrial at) in budgets.IsEmpty ? [("", trial)] : budgets.Select(budget => (budget, trial.At(budget))))
            {
                WriteLine(output, [.. Identity(trial.Trial, parameters), .. Column(budget, budgets), at.StatusWord, .. Values(at.Result?.Last)]);
            }
        }
    }

    /// <summary>One line for each evaluation of each trial, those not ended included.</summary>
    public static void Metrics(TextWriter output, StoredStudy study, Func<string, IEnumerable<Evaluation>> evaluationsOf)
    {
        ImmutableArray<string> parameters = ParametersOf(study);
        WriteLine(output, ["trial", .. parameters, "seed", .. Quantities.Select(quantity => quantity.Name)]);
        foreach (StoredTrial trial in study.Trials)
        {
            foreach (Evaluation evaluation in evaluationsOf(trial.Trial.Id))
            {
                WriteLine(output, [.. Identity(trial.Trial, parameters), .. Values(evaluation)]);
            }
        }
    }

    private static ImmutableArray<string> ParametersOf(StoredStudy study) =>
        [.. study.Trials.SelectMany(trial => trial.Trial.Parameters.Values).Select(pair => pair.Key).Distinct()];

    private static IEnumerable<string> Identity(TrialRecord trial, ImmutableArray<string> parameters) =>
    [
        trial.Id,
        .. parameters.Select(name => trial.Parameters.Values.FirstOrDefault(pair => pair.Key == name) is { Key: not null } pair ? Cell(pair.Value) : ""),
        trial.Seed.ToString(CultureInfo.InvariantCulture),
    ];

    // There only where there are several budgets.
    private static string[] Column(string text, ImmutableArray<string> budgets) => budgets.IsEmpty ? [] : [text];

    private static IEnumerable<string> Values(Evaluation? evaluation) =>
        Quantities.Select(quantity => evaluation is not null && quantity.Value(evaluation) is { } value ? value.ToString("R", CultureInfo.InvariantCulture) : "");

    // A word that a spreadsheet would run as a formula is made plain text.
    private static string Cell(ParameterValue value)
    {
        string text = value.ToString();
        return value.Value is string && text.Length > 0 && "=+-@\t\r".Contains(text[0]) ? "'" + text : text;
    }

    private static void WriteLine(TextWriter output, IEnumerable<string> cells) =>
        output.Write(string.Join(',', cells.Select(cell => cell.AsSpan().IndexOfAny(",\"\r\n") < 0 ? cell : $"\"{cell.Replace("\"", "\"\"")}\"")) + "\n");
}
