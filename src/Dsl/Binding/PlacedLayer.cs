using SweepDsl.Dsl.Diagnostics;
using SweepDsl.Dsl.Model;

namespace SweepDsl.Dsl.Binding;

/// <summary>A layer and the place of its word.</summary>
internal sealed record PlacedLayer(Layer Layer, SourceSpan Span);
