using System.Collections.Immutable;

namespace SweepDsl.Runtime.Sweeps.Search.Bayes;

/// <summary>
/// The numbers by which the model tells points apart. Of a list it has two: the place in the list, should it be in an order (batch sizes), and which of the values it is, should it be in none (optimizers). How much
/// each counts is learned from the results.
/// </summary>
internal sealed class FeatureMap
{
    private readonly ImmutableArray<(int Dimension, bool IsCategory)> _features;
    private readonly ImmutableArray<Axis> _axes;

    /// <summary>The features of some axes.</summary>
    public FeatureMap(ImmutableArray<Axis> axes)
    {
        _axes = axes;
        _features = [.. axes.SelectMany((axis, j) => Kinds(axis).Select(isCategory => (j, isCategory)))];
    }

    /// <summary>Of each feature, whether two values are either equal or not; otherwise they have a distance.</summary>
    public ImmutableArray<bool> IsCategory => [.. _features.Select(feature => feature.IsCategory)];

    /// <summary>The features of a point.</summary>
    public double[] Of(double[] point)
    {
        double[] features = new double[_features.Length];
        for (int k = 0; k < features.Length; k++)
        {
            (int j, bool isCategory) = _features[k];
            Axis axis = _axes[j];
            features[k] = isCategory ? axis.ValueAt(point[j]) : axis.IsList ? (axis.ValueAt(point[j]) + 0.5) / axis.Levels!.Value : point[j];
        }

        return features;
    }

    // Of a single value there is nothing to tell apart; of two the order says no more than which it is.
    private static IEnumerable<bool> Kinds(Axis axis) => axis switch
    {
        { Levels: 1 } => [],
        { IsList: false } => [false],
        { Levels: 2 } => [true],
        _ => [false, true],
    };
}
