using System.Collections.Immutable;
using SweepDsl.Runtime.Sweeps;
using SweepDsl.Runtime.Sweeps.Statistics;
using SweepDsl.Runtime.Sweeps.Store;

namespace SweepDsl.Runtime.Reports.Figures;

/// <summary>A parameter of a study as an axis of its pictures.</summary>
/// <param name="Name">Its name in the YAML.</param>
/// <param name="Values">Its different values: numbers ascending, words in the order of the sweep.</param>
/// <param name="IsNumeric">Whether all values are numbers.</param>
public sealed record ParameterAxis(string Name, ImmutableArray<ParameterValue> Values, bool IsNumeric)
{
    // Values that span less are read as well on a linear axis.
    private const double LeastSpan = 8;

    /// <summary>Whether points differ in it.</summary>
    public bool Varies => Values.Length > 1;

    /// <summary>Whether its values grow by factors rather than by steps, as batch sizes and learning rates do.</summary>
    public bool IsLogarithmic { get; } = IsNumeric && GrowsByFactors([.. Values.Select(value => value.Number)]);

    /// <summary>All parameters of a study, in the order of the YAML.</summary>
    public static ImmutableArray<ParameterAxis> Of(StoredStudy study) =>
    [
        .. study.Trials.SelectMany(trial => trial.Trial.Parameters.Values).GroupBy(pair => pair.Key).Select(group => Of(group.Key, [.. group.Select(pair => pair.Value).Distinct()])),
    ];

    /// <summary>The parameters that every point has: without one that is tuned inside each of them.</summary>
    public static ImmutableArray<ParameterAxis> OfPoints(ImmutableArray<ParameterAxis> axes, StudyAnalysis analysis) =>
        [.. axes.Where(axis => analysis.Points.All(point => axis.ValueIn(point.Parameters) is not null))];

    /// <summary>
    /// The parameter that pictures of the metric have along their lower edge: the number with the most values, or else the word with the most.
    /// </summary>
    /// <returns>Null when nothing varies.</returns>
    public static ParameterAxis? Main(IEnumerable<ParameterAxis> axes) =>
        axes.Where(axis => axis.Varies).OrderByDescending(axis => axis.IsNumeric).ThenByDescending(axis => axis.Values.Length).FirstOrDefault();

    /// <summary>The parameter that speed is drawn against: the batch size where it varies, for it is what a device's throughput follows.</summary>
    /// <returns>Null when nothing varies.</returns>
    public static ParameterAxis? OfSpeed(IReadOnlyCollection<ParameterAxis> axes) => axes.FirstOrDefault(axis => axis is { Name: "batch_size", Varies: true, IsNumeric: true }) ?? Main(axes);

    /// <summary>The value of a point; null where it has none.</summary>
    public ParameterValue? ValueIn(ParameterSet parameters) => parameters.Values.FirstOrDefault(pair => pair.Key == Name) is { Key: not null } pair ? pair.Value : (ParameterValue?)null;

    private static ParameterAxis Of(string name, ImmutableArray<ParameterValue> values)
    {
        bool isNumeric = values.All(value => value.Value is long or double);
        return new ParameterAxis(name, isNumeric ? [.. values.OrderBy(value => value.Number)] : values, isNumeric);
    }

    // On the axis that suits them values lie evenly: their ranks are nearest to a straight line there.
    private static bool GrowsByFactors(double[] values)
    {
        if (values.Length < 3 || values[0] <= 0 || values[^1] / values[0] < LeastSpan)
        {
            return false;
        }

        return Unevenness(values, Math.Log) < Unevenness(values, value => value);
    }

    private static double Unevenness(double[] values, Func<double, double> scale)
    {
        double low = scale(values[0]);
        double high = scale(values[^1]);
        return values.Select((value, rank) => Math.Abs(((scale(value) - low) / (high - low)) - (rank / (values.Length - 1.0)))).Max();
    }
}
