using System.Collections.Concurrent;
using System.Collections.Immutable;
using SweepDsl.Runtime.Kernels.Planning;

namespace SweepDsl.Runtime.Kernels.Tuning;

/// <summary>Remembers what was chosen, so that every later question gets the same answer and results can tell it.</summary>
/// <param name="tiles">Chooses.</param>
public sealed class RecordedTiles(IProductTiles tiles) : IProductTiles
{
    private readonly ConcurrentDictionary<ProductProblem, ProductTile> _chosen = [];

    /// <summary>All choices, by the problem's text.</summary>
    public ImmutableSortedDictionary<string, string> Choices =>
        _chosen.ToImmutableSortedDictionary(pair => pair.Key.ToString(), pair => pair.Value.ToString(), StringComparer.Ordinal);

    /// <inheritdoc/>
    public ProductTile For(ProductProblem problem) => _chosen.GetOrAdd(problem, tiles.For);

    /// <inheritdoc/>
    public bool CanPool(ProductProblem problem) => tiles.CanPool(problem);
}
