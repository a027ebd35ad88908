using SweepDsl.Dsl.Binding;
using SweepDsl.Dsl.Diagnostics;
using SweepDsl.Dsl.Schema;

namespace SweepDsl.Dsl.Confounds;

/// <summary>The key <c>suppress</c>: rules of the method that a study breaks for a reason that it gives.</summary>
/// <param name="context">Takes what is wrong with the suppressions themselves.</param>
/// <param name="list">The checked list; null when there is none.</param>
internal sealed class Suppressions(CheckContext context, CheckedList? list)
{
    private readonly List<(string Rule, string Reason, SourceSpan Span)> _all =
    [
        .. (list?.Items ?? []).OfType<CheckedMapping>()
            .Select(one => (one.Find<CheckedScalar>("rule"), one.Find<CheckedScalar>("reason")))
            .Where(pair => pair is { Item1: not null, Item2: not null })
            .Select(pair => (pair.Item1!.Text, pair.Item2!.Text, pair.Item1.Span)),
    ];

    /// <summary>Why a rule is silenced; null where it is not, as one without a reason is not.</summary>
    public string? ReasonFor(DiagnosticDescriptor rule) =>
        _all.Where(one => one.Rule == rule.Id && !string.IsNullOrWhiteSpace(one.Reason)).Select(one => one.Reason).FirstOrDefault();

    /// <summary>Reports suppressions that silence nothing, or say not why.</summary>
    /// <param name="rules">All rules of the method.</param>
    /// <param name="broken">Those that the study breaks.</param>
    public void Report(IReadOnlyList<DiagnosticDescriptor> rules, IReadOnlyList<DiagnosticDescriptor> broken)
    {
        HashSet<string> seen = [];
        foreach ((string rule, string reason, SourceSpan span) in _all)
        {
            if (rules.All(known => known.Id != rule))
            {
                context.Report(
                    DiagnosticCatalogue.UnknownSuppression, span, $"{Wording.Quote(rule)} is no rule of a study's method.{Wording.Suggestion(rule, [.. rules.Select(known => known.Id)])} Errors cannot be suppressed.");
            }
            else if (string.IsNullOrWhiteSpace(reason))
            {
                context.Report(DiagnosticCatalogue.SuppressionWithoutReason, span, $"The reason why {rule} does not matter here is empty, so it is not suppressed. Say it in a sentence; it is for those who read the study.");
            }
            else if (broken.All(one => one.Id != rule) || !seen.Add(rule))
            {
                context.Report(DiagnosticCatalogue.UnneededSuppression, span, $"{rule} has nothing to suppress{(seen.Contains(rule) ? ": it is suppressed before" : " in this study")}. Delete the entry.");
            }
        }
    }
}
