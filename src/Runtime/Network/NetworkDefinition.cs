using System.Collections.Immutable;

namespace SweepDsl.Runtime.Network;

/// <summary>A network as the experiment describes it: its input and its layers, in order.</summary>
/// <param name="Input">Shape of one example.</param>
/// <param name="Layers">The layers, numbered from 0 as written; the numbers appear in tensor names.</param>
public sealed record NetworkDefinition(FeatureShape Input, ImmutableArray<LayerDefinition> Layers);
