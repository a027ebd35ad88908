using SweepDsl.Runtime.Kernels.Planning;
using SweepDsl.Runtime.Kernels.Tuning;

namespace SweepDsl.Runtime.Tests.Kernels.Tuning;

/// <summary>Times products by a rule.</summary>
/// <param name="seconds">The rule; null for a tile that the device cannot make.</param>
internal sealed class FakeTimer(Func<ProductProblem, ProductTile, double?> seconds) : IProductTimer
{
    /// <summary>What was timed, in order.</summary>
    public List<(ProductProblem Problem, ProductTile Tile)> Timed { get; } = [];

    public double? Seconds(ProductProblem problem, ProductTile tile)
    {
        Timed.Add((problem, tile));
        return seconds(problem, tile);
    }
}
