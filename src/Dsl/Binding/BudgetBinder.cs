using SweepDsl.Dsl.Diagnostics;
using SweepDsl.Dsl.Model;
using SweepDsl.Dsl.Schema;

namespace SweepDsl.Dsl.Binding;

/// <summary>Reads when training ends: one budget, or several by which one study is seen several ways.</summary>
internal sealed class BudgetBinder(CheckContext context)
{
    private const string Says = "when training ends";

    private readonly LengthBinder _lengths = new(context);

    /// <summary>The budgets, in the order of the YAML; null when they are in error.</summary>
    public IReadOnlyList<TrainingLength>? Bind(CheckedMapping training)
    {
        bool hasOne = training.Entries.ContainsKey("budget");
        bool hasSeveral = training.Entries.TryGetValue("budgets", out CheckedEntry? several);
        if (hasOne && hasSeveral)
        {
            context.Report(DiagnosticCatalogue.ConflictingKeys, several!.KeySpan, "'training' has both 'budget' and 'budgets'. Keep one of the two: 'budgets' lists all of them.");
            return null;
        }

        if (!hasOne && !hasSeveral)
        {
            context.Report(DiagnosticCatalogue.MissingKey, training.Span, $"'training' lacks the key 'budget': keys ({string.Join(", ", LanguageSchema.Budget.Keys.Select(key => key.Name))}), of which one says {Says}.");
            return null;
        }

        return hasOne
            ? _lengths.Bind(training.Find<CheckedMapping>("budget"), LanguageSchema.Budget, Says) is { } budget ? [budget] : null
            : several!.Value is CheckedList list ? Several(list) : null;
    }

    private List<TrainingLength>? Several(CheckedList list)
    {
        List<TrainingLength> budgets = [];
        bool isSound = true;
        foreach (CheckedValue? item in list.Items)
        {
            if (_lengths.Bind(item as CheckedMapping, LanguageSchema.CutBudget, Says) is not { } budget)
            {
                isSound = false;
            }
            else if (budgets.Contains(budget))
            {
                context.Report(DiagnosticCatalogue.DuplicateValue, item!.Span, $"The budget of {Point.Text(budget.Amount)} {budget.Unit.ToString().ToLowerInvariant()} is listed before. Each stands once.");
                isSound = false;
            }
            else
            {
                budgets.Add(budget);
            }
        }

        return isSound ? budgets : null;
    }
}
