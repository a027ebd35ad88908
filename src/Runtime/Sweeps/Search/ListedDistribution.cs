using System.Collections.Immutable;

namespace SweepDsl.Runtime.Sweeps.Search;

/// <summary>W&amp;B's <c>categorical</c> and <c>categorical_w_probabilities</c>: one of the values of a list, by its index.</summary>
public sealed record ListedDistribution : Distribution
{
    private readonly double[] _ends;

    /// <summary>A list whose values are equally probable.</summary>
    /// <param name="count">Number of values, at least 1.</param>
    public ListedDistribution(int count)
        : this(count, [])
    {
    }

    /// <summary>A list with probabilities.</summary>
    /// <param name="count">Number of values, at least 1.</param>
    /// <param name="probabilities">Probability of each, none negative and not all 0; they count in proportion to their sum. Empty makes them equal.</param>
    public ListedDistribution(int count, ImmutableArray<double> probabilities)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(count, 1);
        if (!probabilities.IsEmpty && probabilities.Length != count)
        {
            throw new ArgumentException($"{probabilities.Length} probabilities stand for {count} values.", nameof(probabilities));
        }

        (Count, Probabilities) = (count, probabilities);
        double sum = 0;
        _ends = [.. probabilities.Select(probability => sum += probability)];
    }

    /// <summary>Number of values.</summary>
    public int Count { get; }

    /// <summary>Probability of each value; empty when they are equal.</summary>
    public ImmutableArray<double> Probabilities { get; }

    /// <inheritdoc/>
    public override long? LevelCount => Count;

    /// <summary>The index at which the sum of the probabilities up to it passes <paramref name="u"/>.</summary>
    public override double Quantile(double u) => Probabilities.IsEmpty ? Math.Min(Math.Floor(u * Count), Count - 1) : FirstEndAbove(u * _ends[^1]);

    /// <inheritdoc/>
    public override double Level(long index) => index;

    /// <inheritdoc/>
    public bool Equals(ListedDistribution? other) => other is not null && Count == other.Count && Probabilities.SequenceEqual(other.Probabilities);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Count, Probabilities.IsEmpty ? 0 : Probabilities[0]);

    private int FirstEndAbove(double share)
    {
        int index = Array.FindIndex(_ends, end => end > share);

        // The product may round up to the sum; the last value of any probability is meant then.
        return index >= 0 ? index : Array.IndexOf(_ends, _ends[^1]);
    }
}
