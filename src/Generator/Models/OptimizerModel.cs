using SweepDsl.Dsl;

namespace SweepDsl.Generator.Models;

/// <summary>An optimizer snippet.</summary>
/// <param name="Name">File name without extension: the word in the YAML.</param>
/// <param name="Summary">First line of the header comment; empty when there is none.</param>
/// <param name="HyperMembers">Members of <c>struct Hyper</c>.</param>
/// <param name="StateNames">Members of <c>struct State</c>.</param>
/// <param name="IsLayerwise">Whether it takes a ratio of norms for each tensor.</param>
public sealed record OptimizerModel(
    string Name,
    string Summary,
    ValueList<HyperModel> HyperMembers,
    ValueList<string> StateNames,
    bool IsLayerwise = false) : ITypeModel
{
    public string TypeName => MemberNames.FromYaml(Name) + "Optimizer";
}

/// <summary>A hyper-parameter.</summary>
/// <param name="Default">Its default; a truth value is 0 or 1.</param>
/// <param name="Range">What it may be.</param>
/// <param name="Comment">What its comment says beyond default and range.</param>
public sealed record HyperModel(string Name, GlslType Type, double Default, NumberRange Range, string Comment)
{
    /// <summary>The name of the one member of a struct that would otherwise be empty, which GLSL forbids.</summary>
    public const string Unused = "unused";

    public bool IsUsed => Name != Unused;
}
