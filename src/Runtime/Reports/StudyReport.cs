using System.Collections.Immutable;
using Spectre.Console;
using SweepDsl.Runtime.Sweeps.Statistics;
using SweepDsl.Runtime.Sweeps.Statistics.Goals;
using SweepDsl.Runtime.Sweeps.Store;

namespace SweepDsl.Runtime.Reports;

/// <summary>The result of a study on the terminal: table, legend, answer.</summary>
public static class StudyReport
{
    /// <summary>Prints the report.</summary>
    /// <param name="console">Where to.</param>
    /// <param name="study">The study.</param>
    /// <param name="room">Characters of a line.</param>
    public static void Print(IAnsiConsole console, StoredStudy study, int room)
    {
        ImmutableArray<BudgetAnalysis> budgets = BudgetAnalysis.Of(study);
        StudyAnalysis analysis = budgets.IsEmpty ? StudyAnalysis.Of(study) : budgets[^1].Analysis;
        ImmutableArray<PointSummary> shown = [.. analysis.Points.Where(point => point.HasResults)];
        if (!shown.IsEmpty && budgets.IsEmpty)
        {
            PrintTable(console, analysis, shown, room);
        }
        else if (!shown.IsEmpty)
        {
            PrintTable(console, budgets, room);
        }

        if (study.Ended < study.Trials.Length)
        {
            int hidden = analysis.Points.Length - shown.Length;
            string points = hidden > 0 ? $"; {ProgressText.Count(hidden, "point")} of {analysis.Points.Length} not run yet" : "";
            Write(console, $"partial: {study.Ended} of {ProgressText.Count(study.Trials.Length, "trial")} ended{points}", room, new Style(decoration: Decoration.Dim));
        }

        Write(console, "", room, Style.Plain);
        Style bold = new(decoration: Decoration.Bold);
        if (budgets.IsEmpty)
        {
            Write(console, Verdict.Of(analysis), room, bold);
            WriteTuning(console, analysis, room);
        }
        else
        {
            WriteVerdicts(console, budgets, room, bold);
        }

        PrintGoals(console, study, analysis, budgets, room);

        foreach (string difference in Environments(study))
        {
            Write(console, difference, room, new Style(Color.Yellow));
        }
    }

    // One training reaches its goal once, whatever budgets it serves; where each budget has its own, it is reached in each.
    private static void PrintGoals(IAnsiConsole console, StoredStudy study, StudyAnalysis analysis, ImmutableArray<BudgetAnalysis> budgets, int room)
    {
        if (!study.HasTrainingsOfBudgets)
        {
            PrintGoal(console, GoalAnalysis.Of(study, analysis), heading: null, room);
            return;
        }

        foreach (BudgetAnalysis budget in budgets)
        {
            PrintGoal(console, GoalAnalysis.Of(budget.Study, budget.Analysis), $"At {BudgetVerdict.Words(budget.Budget)}:", room);
        }
    }

    private static void PrintGoal(IAnsiConsole console, GoalAnalysis? goal, string? heading, int room)
    {
        if (goal is null)
        {
            return;
        }

        Write(console, "", room, Style.Plain);
        if (heading is not null)
        {
            Write(console, heading, room, Style.Plain);
        }

        if (!goal.Rankings.IsEmpty)
        {
            Print(console, GoalTable.Of(goal, room));
            Write(console, $"to a {GoalVerdict.Words(goal.Goal)}: * fewest  = not told apart from it; mean ± 95 % interval over the seeds that reached it", room, new Style(decoration: Decoration.Dim));
            Write(console, "", room, Style.Plain);
        }

        Write(console, GoalVerdict.Of(goal), room, Style.Plain);
    }

    private static void Print(IAnsiConsole console, TextTable table)
    {
        foreach (string line in table.Header().Concat(Enumerable.Range(0, table.Columns[0].Cells.Length).Select(table.Row)))
        {
            console.Write(new Text(line + "\n", Style.Plain) { Overflow = Overflow.Crop });
        }
    }

    private static void PrintTable(IAnsiConsole console, StudyAnalysis analysis, ImmutableArray<PointSummary> shown, int room)
    {
        TextTable table = ResultTable.Of(analysis, shown, room);
        foreach (string line in table.Header())
        {
            console.Write(new Text(line + "\n", Style.Plain) { Overflow = Overflow.Crop });
        }

        for (int row = 0; row < shown.Length; row++)
        {
            Style style = analysis.StandingOf(shown[row]) switch
            {
                Standing.Best => new Style(Color.Green, decoration: Decoration.Bold),
                Standing.Tied => new Style(Color.Green),
                Standing.Diverged => new Style(Color.Yellow),
                Standing.Pruned => new Style(decoration: Decoration.Dim),
                _ => Style.Plain,
            };
            console.Write(new Text(table.Row(row) + "\n", style) { Overflow = Overflow.Crop });
        }

        string ties = Has(Standing.Tied) ? "  = not told apart from it" : "";
        string undecided = Has(Standing.Undecided) ? "  ? seems worse" : "";
        int seeds = shown.Max(point => point.Values.Count);
        string spread = seeds > 1 ? $"; mean ± 95 % interval over {(shown.All(point => point.Values.Count == seeds) ? "" : "up to ")}{seeds} seeds" : "";
        string pruned = shown.Any(point => point.Pruned > 0) ? "; pruned: given up early, where others had done better, and in no mean" : "";
        Write(console, $"{(Has(Standing.Best) ? "* best" : "no best: nothing finished")}{ties}{undecided}{spread}{pruned}", room, new Style(decoration: Decoration.Dim));

        bool Has(Standing standing) => shown.Any(point => analysis.StandingOf(point) == standing);
    }

    private static void PrintTable(IAnsiConsole console, ImmutableArray<BudgetAnalysis> budgets, int room)
    {
        Print(console, BudgetTable.Of(budgets, room));
        int seeds = budgets.Max(budget => budget.Analysis.Points.Max(point => point.Values.Count));
        string spread = seeds > 1 ? $"; mean ± 95 % interval over up to {seeds} seeds" : "";
        string undecided = Has(Standing.Undecided) ? "  ? seems worse" : "";
        string diverged = Has(Standing.Diverged) ? "  ! diverged with some seed" : "";
        string pruned = Has(Standing.Pruned) ? "  x pruned with some seed" : "";
        Write(console, $"at each budget: * best  = not told apart from it{undecided}{diverged}{pruned}{spread}", room, new Style(decoration: Decoration.Dim));

        bool Has(Standing standing) => budgets.Any(budget => budget.Analysis.Points.Any(point => budget.Analysis.StandingOf(point) == standing));
    }

    private static void WriteVerdicts(IAnsiConsole console, ImmutableArray<BudgetAnalysis> budgets, int room, Style bold)
    {
        foreach (BudgetAnalysis budget in budgets)
        {
            Write(console, $"At {BudgetVerdict.Words(budget.Budget)}: {Verdict.Of(budget.Analysis)}", room, Style.Plain);
            WriteTuning(console, budget.Analysis, room);
        }

        if (BudgetVerdict.Of(budgets) is { } gap)
        {
            Write(console, "", room, Style.Plain);
            Write(console, gap, room, bold);
        }
    }

    private static void WriteTuning(IAnsiConsole console, StudyAnalysis analysis, int room)
    {
        if (TuningVerdict.Of(analysis) is { } sentence)
        {
            Write(console, sentence, room, Style.Plain);
        }
    }

    private static IEnumerable<string> Environments(StoredStudy study)
    {
        string[] devices = [.. study.Trials.Select(trial => trial.Result?.Environment).OfType<Training.TrainingEnvironment>()
            .Select(environment => $"{environment.Device}, {environment.Driver}, version {environment.Version}, kernels {environment.Kernels[..Math.Min(8, environment.Kernels.Length)]}").Distinct()];
        return devices.Length > 1 ? [$"Not all trials ran on the same: {string.Join("; ", devices)}. Times cannot be compared; --fresh runs all again."] : [];
    }

    private static void Write(IAnsiConsole console, string text, int room, Style style)
    {
        foreach (string line in Wrap(text, room))
        {
            console.Write(new Text(line + "\n", style) { Overflow = Overflow.Crop });
        }
    }

    private static IEnumerable<string> Wrap(string text, int room)
    {
        string line = "";
        foreach (string word in text.Split(' '))
        {
            if (line.Length > 0 && line.Length + 1 + word.Length > room)
            {
                yield return line;
                line = word;
            }
            else
            {
                line = line.Length == 0 ? word : $"{line} {word}";
            }
        }

        yield return line;
    }
}
