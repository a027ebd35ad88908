namespace SweepDsl.Generator.Models;

/// <summary>An optimizer snippet.</summary>
/// <param name="Name">File name without extension: the word in the YAML.</param>
/// <param name="Summary">First line of the header comment; empty when there is none.</param>
/// <param name="HyperMembers">Members of <c>struct Hyper</c>.</param>
/// <param name="StateNames">Members of <c>struct State</c>.</param>
/// <param name="PerUpdateCount">Number of members of <c>struct PerUpdate</c>.</param>
public sealed record OptimizerModel(
    string Name,
    string Summary,
    EquatableArray<HyperModel> HyperMembers,
    EquatableArray<string> StateNames,
    int PerUpdateCount) : ITypeModel
{
    public string TypeName => Emit.CSharpName.Pascal(Name) + "Optimizer";
}

/// <summary>A hyper-parameter.</summary>
/// <param name="Default">Its default; a truth value is 0 or 1.</param>
/// <param name="Range">What it may be.</param>
/// <param name="Comment">What its comment says beyond default and range.</param>
public sealed record HyperModel(string Name, ScalarType Type, double Default, RangeModel Range, string Comment);

/// <summary>An interval of numbers.</summary>
public sealed record RangeModel(double Minimum, bool IncludesMinimum, double Maximum, bool IncludesMaximum)
{
    public static RangeModel Everything { get; } = new(double.NegativeInfinity, false, double.PositiveInfinity, false);

    public bool Contains(double value) =>
        (IncludesMinimum ? value >= Minimum : value > Minimum) && (IncludesMaximum ? value <= Maximum : value < Maximum);
}
