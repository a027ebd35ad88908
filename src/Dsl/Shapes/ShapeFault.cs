using SweepDsl.Dsl.Diagnostics;

namespace SweepDsl.Dsl.Shapes;

/// <summary>A layer whose input does not suit it.</summary>
/// <param name="Layer">The layer's number.</param>
/// <param name="Kind">Its word in the YAML.</param>
/// <param name="Rule">The rule it breaks.</param>
/// <param name="Message">What does not fit, with both shapes, and what to do.</param>
internal sealed record ShapeFault(string Layer, string Kind, DiagnosticDescriptor Rule, string Message);
