namespace SweepDsl.Runtime.Sweeps.Search;

/// <summary>
/// What a parameter is drawn from. A draw is the quantile of a uniform number, so a point of a search is a point of the unit cube, whatever chose it. The distributions and their keys are those of W&amp;B's
/// sweep files (<c>wandb/sweeps</c>, <c>config/schema.json</c> and <c>params.py</c>).
/// </summary>
public abstract record Distribution
{
    /// <summary>
    /// The tails beyond this probability are cut from distributions without an end, so that every draw is finite, and the ends can be judged when the study is built: at 1e-9, which is 6 standard deviations
    /// of a normal distribution, not one of 100,000 draws is likely to notice.
    /// </summary>
    public const double Tail = 1e-9;

    /// <summary>Number of distinct values; null when they are not countable.</summary>
    public virtual long? LevelCount => null;

    /// <summary>Whether the values are countable.</summary>
    public bool IsDiscrete => LevelCount is not null;

    /// <summary>The inverse of the cumulative distribution function: never falls as <paramref name="u"/> grows.</summary>
    /// <param name="u">A probability in [0, 1).</param>
    public abstract double Quantile(double u);

    /// <summary>The value of a level, in ascending order.</summary>
    /// <param name="index">From 0 to below <see cref="LevelCount"/>.</param>
    /// <exception cref="InvalidOperationException">The values are not countable.</exception>
    public virtual double Level(long index) => throw new InvalidOperationException($"{this} has no levels.");
}
