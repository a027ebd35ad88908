using System.Collections.Immutable;

namespace SweepDsl.Runtime.Training;

/// <summary>
/// A tensor as files and checkpoints hold it. Weights and what is kept for each weight have PyTorch's layouts here: OIHW for convolutions, [out, in] for dense layers.
/// </summary>
/// <param name="Name">Its name, such as <c>layers.0.weight</c>.</param>
/// <param name="Shape">Extent of each axis, outermost first; empty for a single value.</param>
/// <param name="Values">All values, the last axis varying fastest.</param>
public sealed record NamedTensor(string Name, ImmutableArray<int> Shape, float[] Values);
