using SweepDsl.Dsl.Diagnostics;
using SweepDsl.Dsl.Model;

namespace SweepDsl.Dsl.Confounds;

/// <summary>
/// A schedule or a warm-up whose length is counted otherwise than the budget: at some points the rate has fallen when training ends, at others it has hardly begun to, and which of the two made the difference cannot be
/// told (Shallue et al. 2019 search the schedule's length anew for each batch size).
/// </summary>
internal sealed class ScheduleEndsApart : ConfoundRule
{
    // Partial batches make small differences.
    private const double Alike = 1.1;

    public override DiagnosticDescriptor Descriptor => DiagnosticCatalogue.ScheduleEndsApart;

    public override Confound? Find(StudyDesign study) => study.Model.Training.OtherBudgets.Count == 0
        ? Find(study, "schedule", Length(study)) ?? Find(study, "warmup", study.Model.Training.Warmup)
        : FindAtBudgets(study);

    private static ScheduleChoice? Schedule(StudyDesign study) => (study.Model.Training.Schedule as FixedSetting<ScheduleChoice>)?.Value;

    private static TrainingLength? Length(StudyDesign study) => Schedule(study) switch
    {
        EndingSchedule ending => ending.Length,
        StepSchedule step => step.Every,
        ExponentialSchedule exponential => exponential.Every,
        _ => null,
    };

    private static Confound? Find(StudyDesign study, string key, TrainingLength? length)
    {
        if (length is null || Apart(study, length, point => point.Updates) is not { } shares)
        {
            return null;
        }

        string unit = Word(study.Model.Training.Budget);
        string remedy = study.Model.Training.Budget.Unit == length.Unit
            ? $"Give all the same budget{(key == "schedule" ? ", or the schedule no length where it may end with training" : "")}."
            : $"Give it a length in {unit}{(key == "schedule" ? ", or none where it may end with training" : "")}.";
        return new Confound(
            study.Setting(key),
            $"'{key}' counts {Word(length)} and the budget {unit}: its length is {shares}, so training ends at different places of it. {remedy}");
    }

    // Of a training that serves several budgets some rule will be counted otherwise than one of them. What can be mended is a schedule that would end with each budget if it were let.
    private static Confound? FindAtBudgets(StudyDesign study)
    {
        TrainingLength[] budgets = [study.Model.Training.Budget, .. study.Model.Training.OtherBudgets];
        if (Schedule(study) is not EndingSchedule { Length: { } length } || budgets.Any(budget => budget.Unit == LengthUnit.Seconds))
        {
            return null;
        }

        foreach (TrainingLength budget in budgets)
        {
            if (Apart(study, length, point => study.UpdatesOf(budget, point.BatchSize)) is { } shares)
            {
                return new Confound(
                    study.Setting("schedule"),
                    $"'schedule' counts {Word(length)} and one of the budgets {Word(budget)}: its length is {shares} there, so training ends at different places of it. "
                    + "Give it no length: each budget then has a training of its own, and the schedule ends with each of them.");
            }
        }

        return null;
    }

    // The smallest and the largest share of training that a length is, in words; null where all points have about the same.
    private static string? Apart(StudyDesign study, TrainingLength length, Func<DesignPoint, long?> updates)
    {
        (DesignPoint Point, double Share)[] shares =
            [.. study.Points.Select(point => (point, study.UpdatesOf(length, point.BatchSize) / (double?)updates(point))).Where(pair => pair.Item2 is > 0).Select(pair => (pair.point, pair.Item2!.Value)).OrderBy(pair => pair.Value)];
        if (shares.Length < 2 || shares[shares.Length - 1].Share <= Alike * shares[0].Share)
        {
            return null;
        }

        ((DesignPoint first, double least), (DesignPoint last, double most)) = (shares[0], shares[shares.Length - 1]);
        return $"{Percent(least)} of training at batch size {first.BatchSize} and {Percent(most)} at {last.BatchSize}";
    }

    private static string Word(TrainingLength length) => length.Unit.ToString().ToLowerInvariant();

    private static string Percent(double share) => $"{StudyDesign.Text(Math.Round(100 * share, 1))} %";
}
