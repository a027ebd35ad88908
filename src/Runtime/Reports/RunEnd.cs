using System.Collections.Immutable;
using SweepDsl.Runtime.Energy;
using SweepDsl.Runtime.Sweeps;

namespace SweepDsl.Runtime.Reports;

/// <summary>How a run ended.</summary>
/// <param name="Outcome">What became of its trials.</param>
/// <param name="Energy">What it took of it, where the devices tell.</param>
/// <param name="ResultsPath">Where its results lie.</param>
/// <param name="ReportPath">Where its page lies; null when none could be written.</param>
public sealed record RunEnd(SweepOutcome Outcome, ImmutableArray<EnergyUse> Energy, string ResultsPath, string? ReportPath);
