using System.Collections.Immutable;
using SweepDsl.Runtime.Sweeps;

namespace SweepDsl.Runtime.Reports;

/// <summary>A column of a table.</summary>
/// <param name="Header">Its header; a line break makes two lines of it.</param>
/// <param name="Cells">Its cells, from the top.</param>
/// <param name="IsText">Whether it stands to the left.</param>
/// <param name="Priority">Columns with the highest number go first where there is no room; 0 stays.</param>
internal sealed record TextColumn(string Header, ImmutableArray<string> Cells, bool IsText = false, int Priority = 0)
{
    /// <summary>The header's lines.</summary>
    public string[] HeaderLines { get; } = Header.Split('\n');

    /// <summary>Characters of the widest line.</summary>
    public int Width { get; } = Math.Max(Header.Split('\n').Max(line => line.Length), Cells.Select(cell => cell.Length).DefaultIfEmpty(0).Max());

    /// <summary>A column for each parameter that some of the points have, one point a row.</summary>
    /// <param name="points">The parameters of each row.</param>
    /// <param name="header">Makes a header of a name; null takes the name.</param>
    public static IEnumerable<TextColumn> OfParameters(IReadOnlyCollection<ParameterSet> points, Func<string, string>? header = null) =>
        from name in points.SelectMany(point => point.Values).Select(pair => pair.Key).Distinct()
        select new TextColumn(header?.Invoke(name) ?? name, [.. points.Select(point => point.Find(name)?.ShortText ?? "")]);
}
