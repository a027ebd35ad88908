using System.Collections.Immutable;
using SweepDsl.Runtime.Sweeps;
using SweepDsl.Runtime.Sweeps.Statistics;

namespace SweepDsl.Runtime.Reports.Figures;

/// <summary>Points that a picture draws in one colour.</summary>
/// <param name="Name">What they have in common; null where all are together.</param>
/// <param name="Colour">Their colour; null for the picture's own.</param>
/// <param name="Points">The points.</param>
internal sealed record PointGroup(string? Name, string? Colour, ImmutableArray<PointSummary> Points)
{
    private const int MostGroups = 7;

    /// <summary>Points by the values of the one other parameter that varies, where it has few; otherwise all together.</summary>
    public static ImmutableArray<PointGroup> Of(IEnumerable<PointSummary> points, IReadOnlyCollection<ParameterAxis> axes, ParameterAxis main)
    {
        ParameterAxis[] others = [.. axes.Where(axis => axis.Varies && axis.Name != main.Name)];
        if (others is not [var by] || by.Values.Length > MostGroups)
        {
            return [new PointGroup(null, null, [.. points])];
        }

        return
        [
            .. by.Values.Select((value, i) => new PointGroup(
                $"{by.Name} {value.ShortText}",
                by.IsNumeric ? Palette.Sequential(i, by.Values.Length) : Palette.Group(i),
                [.. points.Where(point => Equals(by.ValueIn(point.Parameters), (ParameterValue?)value))])),
        ];
    }
}
