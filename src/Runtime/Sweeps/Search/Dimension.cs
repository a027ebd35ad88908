namespace SweepDsl.Runtime.Sweeps.Search;

/// <summary>One coordinate of a search: a parameter that is drawn, or parameters that vary together.</summary>
/// <param name="Name">The parameter's name in the YAML; the names with commas between where several vary together.</param>
/// <param name="Distribution">What it is drawn from.</param>
public sealed record Dimension(string Name, Distribution Distribution);
