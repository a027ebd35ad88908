using System.Collections.Immutable;

namespace SweepDsl.Runtime.Sweeps.Statistics;

/// <summary>
/// Finds points that lie side by side: they differ in one parameter, and no point between them does. A parameter that follows another one (it is computed from it, or varies together with it) does not count as a
/// difference of its own.
/// </summary>
internal static class Neighbours
{
    /// <summary>All neighbouring pairs, the one of the smaller value first (of words: the one listed first), in the order of the sweep.</summary>
    public static IEnumerable<(PointSummary First, PointSummary Second)> Of(ImmutableArray<PointSummary> points)
    {
        int[] free = FreeParameters(points);
        Dictionary<PointSummary, int> places = new(ReferenceEqualityComparer.Instance);
        for (int i = 0; i < points.Length; i++)
        {
            places[points[i]] = i;
        }

        return free
            .SelectMany(parameter => points.GroupBy(point => Others(point, free, parameter)).SelectMany(line => InLine(line, parameter)))
            .OrderBy(pair => places[pair.First]).ThenBy(pair => places[pair.Second]);
    }

    private static ParameterSet Others(PointSummary point, int[] free, int parameter) => new([.. free.Where(other => other != parameter).Select(other => point.Parameters.Values[other])]);

    // Sorting is stable: words stay as listed.
    private static IEnumerable<(PointSummary First, PointSummary Second)> InLine(IEnumerable<PointSummary> line, int parameter)
    {
        PointSummary[] sorted = [.. line.OrderBy(point => NumberOf(point, parameter))];
        return sorted.Zip(sorted.Skip(1));
    }

    private static int[] FreeParameters(ImmutableArray<PointSummary> points)
    {
        List<int> free = [];
        for (int parameter = 0; parameter < (points.IsEmpty ? 0 : points.Min(point => point.Parameters.Values.Length)); parameter++)
        {
            if (points.Select(point => point.Parameters.Values[parameter].Value).Distinct().Count() > 1 && !free.Exists(earlier => Follows(points, earlier, parameter)))
            {
                free.Add(parameter);
            }
        }

        return [.. free];
    }

    // Equal values of the one have equal values of the other, which rise, or fall, with it. Words are no numbers, and none follows another.
    private static bool Follows(ImmutableArray<PointSummary> points, int earlier, int parameter)
    {
        (double Earlier, double Own)[] pairs = [.. points.Select(point => (NumberOf(point, earlier), NumberOf(point, parameter))).Distinct().OrderBy(pair => pair.Item1)];
        if (pairs.Any(pair => double.IsNaN(pair.Earlier) || double.IsNaN(pair.Own)))
        {
            return false;
        }

        bool isFunction = pairs.Zip(pairs.Skip(1)).All(step => step.First.Earlier < step.Second.Earlier);
        return isFunction
            && (pairs.Zip(pairs.Skip(1)).All(step => step.First.Own <= step.Second.Own) || pairs.Zip(pairs.Skip(1)).All(step => step.First.Own >= step.Second.Own));
    }

    private static double NumberOf(PointSummary point, int parameter) => point.Parameters.Values[parameter].Value.Number;
}
