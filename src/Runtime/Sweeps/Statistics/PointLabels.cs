using System.Collections.Immutable;

namespace SweepDsl.Runtime.Sweeps.Statistics;

/// <summary>What points are called in a sentence: by the parameters in which they differ.</summary>
public sealed class PointLabels
{
    private const int MaxListed = 6;
    private readonly ImmutableArray<string> _varying;

    /// <summary>Labels for these points.</summary>
    public PointLabels(IReadOnlyCollection<PointSummary> points) => _varying =
    [
        .. points.SelectMany(point => point.Parameters.Values).GroupBy(pair => pair.Key)
            .Where(group => group.Select(pair => pair.Value).Distinct().Count() > 1)
            .Select(group => group.Key),
    ];

    /// <summary>A point by itself: <c>batch_size 32</c>.</summary>
    public string Full(PointSummary point) => _varying.IsEmpty
        ? point.Parameters.Values.IsEmpty ? "the experiment" : Join(point.Parameters.Values)
        : Join(point.Parameters.Values.Where(pair => _varying.Contains(pair.Key)));

    /// <summary>A point where the parameter is understood: <c>32</c>, or the full label when points differ in more than one.</summary>
    public string Short(PointSummary point) => _varying.Length == 1
        ? point.Parameters.Values.Single(pair => pair.Key == _varying[0]).Value.ShortText
        : Full(point);

    /// <summary>Several points: <c>batch_size 16, 32 and 64</c>.</summary>
    public string List(IReadOnlyList<PointSummary> points) => _varying.Length == 1 && points.Count > 1 ? $"{_varying[0]} {ShortList(points)}" : ShortListOf(points, Full);

    /// <summary>Several points where the parameter is understood: <c>16, 32 and 64</c>.</summary>
    public string ShortList(IReadOnlyList<PointSummary> points) => ShortListOf(points, Short);

    private string ShortListOf(IReadOnlyList<PointSummary> points, Func<PointSummary, string> label)
    {
        string separator = _varying.Length > 1 ? "; " : ", ";
        string[] labels = [.. points.Take(points.Count > MaxListed ? MaxListed - 1 : MaxListed).Select(label)];
        string last = points.Count > MaxListed ? $"{points.Count - labels.Length} more" : labels[^1];
        string[] others = points.Count > MaxListed ? labels : labels[..^1];
        return others.Length == 0 ? last : $"{string.Join(separator, others)} and {last}";
    }

    private static string Join(IEnumerable<KeyValuePair<string, ParameterValue>> values) => string.Join(", ", values.Select(pair => $"{pair.Key} {pair.Value.ShortText}"));
}
