using SweepDsl.Dsl.Expressions;

namespace SweepDsl.Dsl.Model;

/// <summary>A height and a width; <c>3</c> in the YAML is both.</summary>
/// <param name="Height">Rows; an integer.</param>
/// <param name="Width">Columns; an integer.</param>
public sealed record ExtentSetting(Expression Height, Expression Width);
