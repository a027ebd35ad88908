using System.Collections.Immutable;

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

    /// <summary>The value of a parameter; null where it has none of that name.</summary>
    public ParameterValue? Find(string name) => Values.FirstOrDefault(pair => pair.Key == name) is { Key: not null } pair ? pair.Value : default(ParameterValue?);

    /// <summary>Conditions as <c>--trials</c> takes them, in digits for people: <c>batch_size=32,learning_rate=0.0070711</c>.</summary>
    public string ShortText => string.Join(',', Values.Select(pair => $"{pair.Key}={pair.Value.ShortText}"));

    /// <summary>Conditions as <c>--trials</c> takes them: <c>batch_size=32,optimizer=adam</c>.</summary>
    public override string ToString() => string.Join(',', Values.Select(pair => $"{pair.Key}={pair.Value}"));
}
