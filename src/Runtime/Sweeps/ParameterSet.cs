using System.Collections.Immutable;
using System.Globalization;

namespace SweepDsl.Runtime.Sweeps;

/// <summary>The parameters of a point, by the YAML's names and in its order.</summary>
/// <param name="Values">Name and value of each.</param>
public sealed record ParameterSet(ImmutableArray<KeyValuePair<string, ParameterValue>> Values)
{
    /// <summary>Equal when names and values are equal, in order.</summary>
    public bool Equals(ParameterSet? other) => other is not null && Values.AsSpan().SequenceEqual(other.Values.AsSpan());

    /// <inheritdoc/>
    public override int GetHashCode()
    {
        HashCode hash = default;
        foreach (KeyValuePair<string, ParameterValue> pair in Values)
        {
            hash.Add(pair);
        }

        return hash.ToHashCode();
    }

    /// <summary>Conditions as <c>--trials</c> takes them, in digits for people: <c>batch_size=32,learning_rate=0.0070711</c>.</summary>
    public string ShortText => string.Join(',', Values.Select(pair => $"{pair.Key}={pair.Value.ShortText}"));

    /// <summary>Conditions as <c>--trials</c> takes them: <c>batch_size=32,optimizer=adam</c>.</summary>
    public override string ToString() => string.Join(',', Values.Select(pair => $"{pair.Key}={pair.Value}"));
}

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
