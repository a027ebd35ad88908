using SweepDsl.Dsl.Expressions;

namespace SweepDsl.Dsl.Model;

/// <summary>An optimizer of the vocabulary.</summary>
/// <param name="Name">Its word.</param>
/// <param name="HyperParameters">Those that the YAML gives, by name; the others have their defaults.</param>
public sealed record OptimizerChoice(string Name, ValueList<HyperParameterSetting> HyperParameters);

/// <summary>A hyper-parameter that the YAML gives.</summary>
/// <param name="Name">Its key.</param>
/// <param name="Value">Its value, of the type the vocabulary says.</param>
public sealed record HyperParameterSetting(string Name, Expression Value);
