using SweepDsl.Dsl.Binding;
using SweepDsl.Dsl.Diagnostics;
using SweepDsl.Dsl.Schema;

namespace SweepDsl.Dsl.Confounds;

/// <summary>Warns where a study's method cannot answer its question.</summary>
internal static class ConfoundLinter
{
    private static readonly ConfoundRule[] Rules =
    [
        new UpdatesDiffer(), new RateNotRetuned(), new OneSeed(), new ChosenOnTestSet(), new UnevenLastBatch(), new EndedByEvaluations(), new NeverJudged(), new GoalSeenAtTheEnd(), new BatchNormStatistics(),
        new EvaluationsDiffer(), new ScheduleEndsApart(),
    ];

    /// <summary>Reports what the rules find and the study does not suppress.</summary>
    /// <param name="context">Takes the warnings.</param>
    /// <param name="study">The study.</param>
    /// <param name="suppress">The checked key <c>suppress</c>; null when there is none.</param>
    public static void Check(CheckContext context, StudyDesign study, CheckedList? suppress)
    {
        Suppressions suppressions = new(context, suppress);
        List<DiagnosticDescriptor> broken = [];
        foreach (ConfoundRule rule in Rules)
        {
            context.Cancellation.ThrowIfCancellationRequested();
            if (rule.Find(study) is not { } confound)
            {
                continue;
            }

            broken.Add(rule.Descriptor);
            string? reason = suppressions.ReasonFor(rule.Descriptor);
            context.Confounds.Add(new FoundConfound(rule.Descriptor, confound.Message, confound.Span, reason));
            if (reason is null)
            {
                context.Report(rule.Descriptor, confound.Span, $"{confound.Message} (To keep it so: 'suppress: [ {{ rule: {rule.Descriptor.Id}, reason: … }} ]'.)");
            }
        }

        suppressions.Report([.. Rules.Select(rule => rule.Descriptor)], broken);
    }
}
