using SweepDsl.Runtime.Kernels.Planning;
using SweepDsl.Runtime.Kernels.Tuning;

namespace SweepDsl.Runtime.Benchmarks;

/// <summary>How long a product takes.</summary>
/// <param name="Work">The product.</param>
/// <param name="Kernel">The kernel that makes it, such as <c>conv2d_forward_register</c>.</param>
/// <param name="Tile">The family and the tile that were chosen for it.</param>
/// <param name="Timing">The time.</param>
internal sealed record ProductMeasurement(ProductWork Work, string Kernel, ProductTile Tile, DispatchTiming Timing)
{
    /// <summary>Floating-point operations a second, of the median round.</summary>
    public double OperationsPerSecond => Work.Operations / Timing.MedianSeconds;

    /// <summary>Needed bytes a second, of the median round.</summary>
    public double BytesPerSecond => Work.Bytes / Timing.MedianSeconds;
}
