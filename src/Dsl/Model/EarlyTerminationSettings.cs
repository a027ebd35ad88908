namespace SweepDsl.Dsl.Model;

/// <summary>When trials that do worse than others are ended. Trials are judged after certain numbers of evaluations, the brackets.</summary>
/// <param name="Eta">Of the trials judged at a bracket, 1 / eta go on; above 1.</param>
public abstract record EarlyTerminationSettings(double Eta)
{
    /// <summary>The number of evaluations of the first bracket; at least 1.</summary>
    public abstract double FirstBracket { get; }
}

/// <summary>W&amp;B's <c>hyperband</c> with <c>min_iter</c>: brackets at min_iter, min_iter eta, min_iter eta^2, …</summary>
public sealed record AscendingHyperband(double Eta, int MinIter, bool IsStrict) : EarlyTerminationSettings(Eta)
{
    /// <inheritdoc/>
    public override double FirstBracket => MinIter;
}

/// <summary>W&amp;B's <c>hyperband</c> with <c>max_iter</c> and <c>s</c>: brackets at max_iter / eta, …, max_iter / eta^s.</summary>
public sealed record DescendingHyperband(double Eta, int MaxIter, int BracketCount, bool IsStrict) : EarlyTerminationSettings(Eta)
{
    /// <inheritdoc/>
    public override double FirstBracket => Math.Floor(MaxIter / Math.Pow(Eta, BracketCount));
}

/// <summary>Successive halving: rungs at min_iter, min_iter eta, … below max_iter.</summary>
public sealed record AshaSettings(double Eta, int MinIter, int? MaxIter) : EarlyTerminationSettings(Eta)
{
    /// <inheritdoc/>
    public override double FirstBracket => MinIter;
}
