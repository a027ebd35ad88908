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

    public override Confound? Find(StudyDesign study) => study.Model.Training.OtherBudgets.Count > 0 ? null : Find(study, "schedule", Length(study)) ?? Find(study, "warmup", study.Model.Training.Warmup);

    private static TrainingLength? Length(StudyDesign study) => (study.Model.Training.Schedule as FixedSetting<ScheduleChoice>)?.Value switch
    {
        EndingSchedule ending => ending.Length,
        StepSchedule step => step.Every,
        ExponentialSchedule exponential => exponential.Every,
        _ => null,
    };

    private static Confound? Find(StudyDesign study, string key, TrainingLength? length)
    {
        if (length is null)
        {
            return null;
        }

        (DesignPoint Point, double Share)[] shares =
            [.. study.Points.Select(point => (point, study.UpdatesOf(length, point.BatchSize) / (double?)point.Updates)).Where(pair => pair.Item2 is > 0).Select(pair => (pair.point, pair.Item2!.Value)).OrderBy(pair => pair.Value)];
        if (shares.Length < 2 || shares[shares.Length - 1].Share <= Alike * shares[0].Share)
        {
            return null;
        }

        ((DesignPoint first, double least), (DesignPoint last, double most)) = (shares[0], shares[shares.Length - 1]);
        string unit = study.Model.Training.Budget.Unit.ToString().ToLowerInvariant();
        string remedy = study.Model.Training.Budget.Unit == length.Unit
            ? $"Give all the same budget{(key == "schedule" ? ", or the schedule no length where it may end with training" : "")}."
            : $"Give it a length in {unit}{(key == "schedule" ? ", or none where it may end with training" : "")}.";
        return new Confound(
            study.Setting(key),
            $"'{key}' counts {length.Unit.ToString().ToLowerInvariant()} and the budget {unit}: its length is {Percent(least)} of training at batch size {first.BatchSize} and {Percent(most)} at {last.BatchSize}, so training ends at different places of it. {remedy}");
    }

    private static string Percent(double share) => $"{StudyDesign.Text(Math.Round(100 * share, 1))} %";
}
