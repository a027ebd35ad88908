using SweepDsl.Runtime.Training;

namespace SweepDsl.Runtime.Sweeps.EarlyStopping;

/// <summary>How far a trial is.</summary>
/// <param name="Evaluations">How often it was measured.</param>
/// <param name="Best">The least loss so far; infinity before the first.</param>
/// <param name="HasEnded">Whether it comes no further.</param>
/// <param name="DivergedBefore">The bracket that it was on its way to when it diverged; null when it did not, or there is none.</param>
/// <param name="Budget">The one of several budgets that it is trained for alone: it is compared with those of the same one. Null where it serves all.</param>
internal readonly record struct TrialCourse(int Evaluations, double Best, bool HasEnded = false, int? DivergedBefore = null, Budget? Budget = null)
{
    /// <summary>Nothing, and nothing to come.</summary>
    public static TrialCourse None => new(0, double.PositiveInfinity, HasEnded: true);

    /// <summary>Nothing yet.</summary>
    public static TrialCourse StartOf(Trial trial) => new(0, double.PositiveInfinity, Budget: trial.Budget);
}
