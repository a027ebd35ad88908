using SweepDsl.Runtime.Network;
using SweepDsl.Runtime.Training;

namespace SweepDsl.Runtime.Sweeps;

/// <summary>One point of a sweep, ready to be crossed with seeds.</summary>
/// <param name="Parameters">Its parameters.</param>
/// <param name="Network">Its network.</param>
/// <param name="Training">Its training.</param>
public sealed record SweepPoint(ParameterSet Parameters, NetworkDefinition Network, TrainingDefinition Training);
