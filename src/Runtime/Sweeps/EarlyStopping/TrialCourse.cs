namespace SweepDsl.Runtime.Sweeps.EarlyStopping;

/// <summary>How far a trial is.</summary>
/// <param name="Evaluations">How often it was measured.</param>
/// <param name="Best">The least loss so far; infinity before the first.</param>
/// <param name="HasEnded">Whether it comes no further.</param>
/// <param name="DivergedBefore">The bracket that it was on its way to when it diverged; null when it did not, or there is none.</param>
internal readonly record struct TrialCourse(int Evaluations, double Best, bool HasEnded = false, int? DivergedBefore = null)
{
    /// <summary>Nothing yet.</summary>
    public static TrialCourse Start => new(0, double.PositiveInfinity);
}
