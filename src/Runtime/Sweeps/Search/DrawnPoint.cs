using System.Collections.Immutable;

namespace SweepDsl.Runtime.Sweeps.Search;

/// <summary>A point of a study with the values it was made of.</summary>
/// <param name="Drawn">A value of each dimension; of a list its index.</param>
/// <param name="Point">The point, after overrides.</param>
internal sealed record DrawnPoint(ImmutableArray<double> Drawn, SweepPoint Point);
