using System.Globalization;

namespace SweepDsl.Runtime.Sweeps;

/// <summary>The value of a parameter: an integer, a number, a word or a truth value.</summary>
public readonly record struct ParameterValue
{
    private ParameterValue(object value) => Value = value;

    /// <summary>A <see cref="long"/>, <see cref="double"/>, <see cref="string"/> or <see cref="bool"/>.</summary>
    public object Value { get; }

    /// <summary>The value as a number; NaN of words and truth values.</summary>
    public double Number => Value switch
    {
        long integer => integer,
        double number => number,
        _ => double.NaN,
    };

    /// <summary>An integer.</summary>
    public static implicit operator ParameterValue(long value) => new(value);

    /// <summary>A number.</summary>
    public static implicit operator ParameterValue(double value) => new(value);

    /// <summary>A word.</summary>
    public static implicit operator ParameterValue(string value) => new(value);

    /// <summary>A truth value.</summary>
    public static implicit operator ParameterValue(bool value) => new(value);

    /// <summary>The value for people: of a number with a fraction six significant digits.</summary>
    public string ShortText => Value is double number ? number.ToString("G6", CultureInfo.InvariantCulture) : ToString();

    /// <summary>The value as YAML writes it, in the invariant culture; numbers round-trip.</summary>
    public override string ToString() => Value switch
    {
        bool truth => truth ? "true" : "false",
        double number => number.ToString("R", CultureInfo.InvariantCulture),
        IFormattable formattable => formattable.ToString(null, CultureInfo.InvariantCulture),
        _ => Value?.ToString() ?? "",
    };
}
