using SweepDsl.Dsl.Expressions;

namespace SweepDsl.Dsl.Model;

/// <summary>A parameter of the sweep.</summary>
/// <param name="Name">Its name in the YAML: words of letters, digits and underscores with dots between them. The names of two parameters stay different as <see cref="MemberNames"/>.</param>
/// <param name="Type">Type of its values.</param>
public abstract record Parameter(string Name, ScalarType Type);

/// <summary>A parameter whose value the search chooses.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Type">Type of its values.</param>
public abstract record ChosenParameter(string Name, ScalarType Type) : Parameter(Name, Type)
{
    /// <summary>Where it has the value that was chosen; null for everywhere.</summary>
    public Condition? Condition { get; init; }
}

/// <summary>A parameter that takes the values of a list.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Type">Type of all values.</param>
/// <param name="Values">At least one; each a literal of the parameter's type. Distinct, unless the parameter varies together with others.</param>
public sealed record ListedParameter(string Name, ScalarType Type, ValueList<Expression> Values) : ChosenParameter(Name, Type)
{
    /// <summary>Probability of each value where points are drawn, in proportion to their sum; empty when they are equal.</summary>
    public ValueList<double> Probabilities { get; init; }
}

/// <summary>A parameter that is drawn from a distribution.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Type">Integer or number.</param>
/// <param name="Draw">The distribution.</param>
public sealed record DrawnParameter(string Name, ScalarType Type, Draw Draw) : ChosenParameter(Name, Type);

/// <summary>A parameter computed from those above it.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Type">Type of its value.</param>
/// <param name="Value">Uses parameters declared before it only, and never <c>examples</c>.</param>
public sealed record ComputedParameter(string Name, ScalarType Type, Expression Value) : Parameter(Name, Type);

/// <summary>Where a parameter has an effect.</summary>
/// <param name="When">A truth value of parameters declared before it only.</param>
/// <param name="Otherwise">The value that stands elsewhere: a literal of the parameter's type.</param>
public sealed record Condition(Expression When, Expression Otherwise);
