using SweepDsl.Dsl.Diagnostics;
using SweepDsl.Dsl.Model;

namespace SweepDsl.Dsl.Binding;

/// <summary>A parameter as the sweep declares it.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Span">The place of its name.</param>
/// <param name="IsSetting">Whether it sets the training key of its name.</param>
/// <param name="Parameter">The parameter; null when it is in error.</param>
internal sealed record DeclaredParameter(string Name, SourceSpan Span, bool IsSetting, Parameter? Parameter);
