using Spectre.Console;

namespace SweepDsl.Runtime.Reports;

/// <summary>A column of the live display.</summary>
/// <param name="Header">What stands above it.</param>
/// <param name="Cells">What stands in each row.</param>
/// <param name="Importance">Columns of smaller numbers are dropped last where the terminal is narrow.</param>
internal sealed record LiveColumn(string Header, IReadOnlyList<string> Cells, int Importance)
{
    private readonly int _width = Cells.Append(Header).Max(TerminalText.Width);

    /// <summary>Whether its text begins at its left edge; numbers end at the right one.</summary>
    public bool IsLeft { get; init; }

    /// <summary>Its style.</summary>
    public Style? Style { get; init; }

    /// <summary>Columns of the terminal that it takes at least: a table whose columns keep their width is easier to read while it changes.</summary>
    public int LeastWidth { get; init; }

    /// <summary>Columns of the terminal that it takes.</summary>
    public int Width => Math.Max(LeastWidth, _width);

    /// <summary>Text brought to its width.</summary>
    public string Fit(string text) => IsLeft ? TerminalText.Left(text, Width) : TerminalText.Right(text, Width);
}
