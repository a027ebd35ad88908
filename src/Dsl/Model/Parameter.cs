using SweepDsl.Dsl.Expressions;

namespace SweepDsl.Dsl.Model;

/// <summary>A parameter of the sweep.</summary>
/// <param name="Name">Its name in the YAML: a letter or underscore, then letters, digits and underscores. The names of two parameters stay different as <see cref="MemberNames"/>.</param>
/// <param name="Type">Type of its values.</param>
public abstract record Parameter(string Name, ScalarType Type);

/// <summary>A parameter that takes each value of a list.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Type">Type of all values.</param>
/// <param name="Values">At least one, distinct; each a literal of the parameter's type.</param>
public sealed record ListedParameter(string Name, ScalarType Type, ValueList<Expression> Values) : Parameter(Name, Type);

/// <summary>A parameter computed from those above it.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Type">Type of its value.</param>
/// <param name="Value">Uses parameters declared before it only, and never <c>examples</c>.</param>
public sealed record ComputedParameter(string Name, ScalarType Type, Expression Value) : Parameter(Name, Type);
