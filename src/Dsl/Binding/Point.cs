using System.Globalization;
using SweepDsl.Dsl.Expressions;

namespace SweepDsl.Dsl.Binding;

/// <summary>A point of the grid, as far as some parameters go.</summary>
/// <param name="Values">Values by name: literals.</param>
/// <param name="Chosen">Names of the parameters whose values the search chooses, in order.</param>
internal sealed record Point(IReadOnlyDictionary<string, Expression> Values, IReadOnlyList<string> Chosen)
{
    /// <summary>A literal as the YAML writes it.</summary>
    public static string Text(Expression literal) => literal switch
    {
        IntegerLiteral integer => integer.Value.ToString(CultureInfo.InvariantCulture),
        NumberLiteral number => number.Value.ToString("R", CultureInfo.InvariantCulture),
        TruthLiteral truth => truth.Value ? "true" : "false",
        TextLiteral text => Diagnostics.Wording.Quote(text.Value),
        _ => "?",
    };

    /// <summary>Where a problem arises: <c> at batch_size=8, width=2</c>; nothing when it does not depend on parameters.</summary>
    public string Where() => Chosen.Count == 0 ? "" : $" at {string.Join(", ", Chosen.Select(name => $"{name}={Text(Values[name])}"))}";
}
