using SweepDsl.Runtime.Sweeps;

namespace SweepDsl.Runtime.Reports;

/// <summary>How a run ended.</summary>
/// <param name="Outcome">What became of its trials.</param>
/// <param name="ResultsPath">Where its results lie.</param>
/// <param name="ReportPath">Where its page lies; null when none could be written.</param>
public sealed record RunEnd(SweepOutcome Outcome, string ResultsPath, string? ReportPath);
