using SweepDsl.Runtime.Training;

namespace SweepDsl.Runtime.Sweeps.Rounds;

/// <summary>A trial that a study wants.</summary>
/// <param name="Point">The point, with all budgets of the study.</param>
/// <param name="Seed">The seed.</param>
/// <param name="IsTuning">Whether it only helps to choose the value of a tuned parameter, and does not count as a result of its point.</param>
/// <param name="Budget">The one of several budgets that it is wanted for, where each makes another training; null for all.</param>
internal readonly record struct TrialChoice(SweepPoint Point, int Seed, bool IsTuning = false, Budget? Budget = null);
