namespace SweepDsl.Runtime.Sweeps.Rounds;

/// <summary>A trial that a study wants.</summary>
/// <param name="Point">The point.</param>
/// <param name="Seed">The seed.</param>
/// <param name="IsTuning">Whether it only helps to choose the value of a tuned parameter, and does not count as a result of its point.</param>
internal readonly record struct TrialChoice(SweepPoint Point, int Seed, bool IsTuning = false);
