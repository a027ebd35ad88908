using System.Globalization;

namespace SweepDsl.Dsl.Model;

/// <summary>What a parameter is drawn from, as far as can be judged without drawing: its ends and its levels. The runtime has the distributions themselves.</summary>
public abstract record Draw
{
    /// <summary>The least value that is ever drawn.</summary>
    public double Lowest => LevelCount is null ? Shortened(Low) : Low;

    /// <summary>The greatest value that is ever drawn.</summary>
    public double Highest => LevelCount is null ? Shortened(High) : High;

    /// <summary>Number of distinct values; null when they are not countable.</summary>
    public virtual long? LevelCount => null;

    /// <summary>The lower end, before digits that no draw keeps are dropped.</summary>
    internal abstract double Low { get; }

    /// <summary>The upper end, before digits that no draw keeps are dropped.</summary>
    internal abstract double High { get; }

    /// <summary>Whether ratios matter rather than distances, so that values between the ends are spread by ratio.</summary>
    internal virtual bool IsLogarithmic => false;

    /// <summary>The value of a level, in ascending order.</summary>
    /// <param name="index">From 0 to below <see cref="LevelCount"/>.</param>
    public virtual double Level(long index) => throw new InvalidOperationException("It has no levels.");

    /// <summary>A value of the range: of countable values one that is drawn, else one in few digits between the ends.</summary>
    /// <param name="share">How far from the lower end, from 0 to 1.</param>
    public double At(double share)
    {
        if (LevelCount is { } count)
        {
            return Level(Math.Min((long)(share * count), count - 1));
        }

        double value = IsLogarithmic ? Math.Exp((Math.Log(Low) * (1 - share)) + (Math.Log(High) * share)) : (Low * (1 - share)) + (High * share);
        return Math.Min(Math.Max(Rounded(value, "G4"), Lowest), Highest);
    }

    // The runtime drops the same digits of what it draws.
    private static double Shortened(double value) => Rounded(value, "G9");

    private static double Rounded(double value, string format) => double.Parse(value.ToString(format, CultureInfo.InvariantCulture), CultureInfo.InvariantCulture);
}

/// <summary><c>uniform</c>.</summary>
public sealed record UniformDraw(double Min, double Max) : Draw
{
    internal override double Low => Min;

    internal override double High => Max;
}

/// <summary><c>int_uniform</c>: whole numbers, both ends included.</summary>
public sealed record IntUniformDraw(int Min, int Max) : Draw
{
    /// <inheritdoc/>
    public override long? LevelCount => (long)Max - Min + 1;

    internal override double Low => Min;

    internal override double High => Max;

    /// <inheritdoc/>
    public override double Level(long index) => Min + index;
}

/// <summary><c>log_uniform</c>: the ends are natural logarithms.</summary>
public sealed record LogUniformDraw(double Min, double Max) : Draw
{
    internal override double Low => Math.Exp(Min);

    internal override double High => Math.Exp(Max);

    internal override bool IsLogarithmic => true;
}

/// <summary><c>log_uniform_values</c>: the ends are values, above 0.</summary>
public sealed record LogUniformValuesDraw(double Min, double Max) : Draw
{
    internal override double Low => Min;

    internal override double High => Max;

    internal override bool IsLogarithmic => true;
}

/// <summary><c>inv_log_uniform</c>: the ends are natural logarithms of the inverse.</summary>
public sealed record InvLogUniformDraw(double Min, double Max) : Draw
{
    internal override double Low => Math.Exp(-Max);

    internal override double High => Math.Exp(-Min);

    internal override bool IsLogarithmic => true;
}

/// <summary><c>inv_log_uniform_values</c>: the ends are values, above 0.</summary>
public sealed record InvLogUniformValuesDraw(double Min, double Max) : Draw
{
    internal override double Low => Min;

    internal override double High => Max;

    internal override bool IsLogarithmic => true;
}

/// <summary><c>normal</c>, without its tails of a probability of 1e-9 each.</summary>
public sealed record NormalDraw(double Mu, double Sigma) : Draw
{
    /// <summary>How many standard deviations the tails are away.</summary>
    internal const double Reach = 5.997807015007686;

    internal override double Low => Mu - (Reach * Sigma);

    internal override double High => Mu + (Reach * Sigma);
}

/// <summary><c>log_normal</c>: the logarithm is normal, without its tails.</summary>
public sealed record LogNormalDraw(double Mu, double Sigma) : Draw
{
    internal override double Low => Math.Exp(Mu - (NormalDraw.Reach * Sigma));

    internal override double High => Math.Exp(Mu + (NormalDraw.Reach * Sigma));

    internal override bool IsLogarithmic => true;
}

/// <summary><c>beta</c>, from 0 to 1.</summary>
public sealed record BetaDraw(double A, double B) : Draw
{
    internal override double Low => 0;

    internal override double High => 1;
}

/// <summary><c>q_uniform</c> and its kin: the nearest multiple of a quantum to what another distribution draws.</summary>
public sealed record QuantizedDraw(Draw Inner, double Quantum) : Draw
{
    // Beyond it whole numbers are no longer told apart.
    private const double LargestMultiple = 1L << 52;

    /// <inheritdoc/>
    public override long? LevelCount => Math.Abs(First) <= LargestMultiple && Math.Abs(Last) <= LargestMultiple ? (long)(Last - First) + 1 : null;

    internal override double Low => Value(First);

    internal override double High => Value(Last);

    private double First => Math.Round(Inner.Low / Quantum, MidpointRounding.ToEven);

    private double Last => Math.Round(Inner.High / Quantum, MidpointRounding.ToEven);

    /// <inheritdoc/>
    public override double Level(long index) => Value(First + index);

    // 3 x 0.1 is 0.30000000000000004, and 3 / 10 is 0.3.
    private double Value(double multiple)
    {
        double inverse = Math.Round(1 / Quantum);
        return inverse >= 1 && Math.Abs((inverse * Quantum) - 1) < 1e-12 ? multiple / inverse : multiple * Quantum;
    }
}

/// <summary>Values at equal ratios or distances, for a parameter that is tuned inside each point.</summary>
/// <param name="Min">The first.</param>
/// <param name="Max">The last.</param>
/// <param name="Count">How many, at least 2.</param>
/// <param name="HasEqualRatios">Whether neighbours have equal ratios; otherwise equal distances.</param>
public sealed record SpacedDraw(double Min, double Max, int Count, bool HasEqualRatios) : Draw
{
    /// <inheritdoc/>
    public override long? LevelCount => Count;

    internal override double Low => Min;

    internal override double High => Max;

    internal override bool IsLogarithmic => HasEqualRatios;

    /// <inheritdoc/>
    public override double Level(long index)
    {
        if (index == 0 || index == Count - 1)
        {
            return index == 0 ? Min : Max;
        }

        double share = (double)index / (Count - 1);
        return HasEqualRatios ? Min * Math.Pow(Max / Min, share) : Min + (share * (Max - Min));
    }
}
