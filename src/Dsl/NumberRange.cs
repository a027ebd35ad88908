using System.Globalization;

namespace SweepDsl.Dsl;

/// <summary>An interval of numbers.</summary>
/// <param name="Minimum">Its lower end; negative infinity for none.</param>
/// <param name="IncludesMinimum">Whether the lower end belongs to it.</param>
/// <param name="Maximum">Its upper end; positive infinity for none.</param>
/// <param name="IncludesMaximum">Whether the upper end belongs to it.</param>
public sealed record NumberRange(double Minimum, bool IncludesMinimum, double Maximum, bool IncludesMaximum)
{
    /// <summary>Every finite number.</summary>
    public static NumberRange Everything { get; } = new(double.NegativeInfinity, false, double.PositiveInfinity, false);

    /// <summary>Numbers above 0.</summary>
    public static NumberRange Positive { get; } = new(0, false, double.PositiveInfinity, false);

    /// <summary>From 0 to 1, both included.</summary>
    public static NumberRange Probability { get; } = new(0, true, 1, true);

    /// <summary>From 0 to below 1.</summary>
    public static NumberRange Share { get; } = new(0, true, 1, false);

    /// <summary>Both ends included.</summary>
    public static NumberRange Between(double minimum, double maximum) => new(minimum, true, maximum, true);

    /// <summary>Whether a number lies in it; never true for what is not a number.</summary>
    public bool Contains(double value) =>
        (IncludesMinimum ? value >= Minimum : value > Minimum) && (IncludesMaximum ? value <= Maximum : value < Maximum);

    /// <summary>Whether a number lies in it also when rounded to 32 bits, as the device takes it: 0.99999999 is 1 there, and 1e-50 is 0.</summary>
    public bool ContainsOnDevice(double value) => Contains(value) && Contains((float)value);

    /// <summary>The least number in it that 32 bits hold; negative infinity for none.</summary>
    public double Least => IncludesMinimum || double.IsNegativeInfinity(Minimum) ? Minimum : Neighbour(Minimum, above: true);

    /// <summary>The greatest number in it that 32 bits hold; positive infinity for none.</summary>
    public double Greatest => IncludesMaximum || double.IsPositiveInfinity(Maximum) ? Maximum : Neighbour(Maximum, above: false);

    /// <summary>In words: <c>from 0 to below 1</c>.</summary>
    public override string ToString() => (double.IsNegativeInfinity(Minimum), double.IsPositiveInfinity(Maximum)) switch
    {
        (true, true) => "finite",
        (false, true) => IncludesMinimum ? $"at least {Text(Minimum)}" : $"above {Text(Minimum)}",
        (true, false) => IncludesMaximum ? $"at most {Text(Maximum)}" : $"below {Text(Maximum)}",
        _ => $"{(IncludesMinimum ? "from" : "above")} {Text(Minimum)} {(IncludesMaximum ? "to" : IncludesMinimum ? "to below" : "and below")} {Text(Maximum)}",
    };

    // The bits of a float are ordered as the floats are, those of negative ones the other way round.
    private static double Neighbour(double value, bool above)
    {
        float single = (float)value;
        if (single == 0)
        {
            return above ? float.Epsilon : -float.Epsilon;
        }

        int bits = BitConverter.ToInt32(BitConverter.GetBytes(single), 0);
        return BitConverter.ToSingle(BitConverter.GetBytes(bits + (above == single > 0 ? 1 : -1)), 0);
    }

    private static string Text(double value) => value.ToString("R", CultureInfo.InvariantCulture);
}
