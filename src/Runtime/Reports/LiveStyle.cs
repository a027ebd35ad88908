using Spectre.Console;

namespace SweepDsl.Runtime.Reports;

/// <summary>The colours of the live display: of the terminal's own sixteen, so that they fit its background.</summary>
internal static class LiveStyle
{
    /// <summary>What stands back.</summary>
    public static Style Dim { get; } = new(decoration: Decoration.Dim);

    /// <summary>What a trial has done, and its losses.</summary>
    public static Style Trial { get; } = new(Color.Teal);

    /// <summary>What the study has done.</summary>
    public static Style Study { get; } = new(Color.Green);

    /// <summary>Something went wrong.</summary>
    public static Style Warning { get; } = new(Color.Olive);

    /// <summary>A trial failed.</summary>
    public static Style Failure { get; } = new(Color.Maroon);
}
