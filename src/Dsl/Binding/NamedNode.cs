using SweepDsl.Dsl.Syntax;

namespace SweepDsl.Dsl.Binding;

/// <summary>A parameter as it is written.</summary>
/// <param name="Name">Its name; of a nested one the names of those around it before it, with dots between.</param>
/// <param name="Key">Its own key.</param>
/// <param name="Value">What stands under it.</param>
internal sealed record NamedNode(string Name, ScalarNode Key, YamlNode Value);
