using SweepDsl.Runtime.Kernels.Planning;
using SweepDsl.Runtime.Vulkan;

namespace SweepDsl.Runtime.Kernels.Tuning;

/// <summary>Times products on a device. What a driver takes to compile a kernel does not count; on software devices that can be seconds.</summary>
/// <param name="library">Compiles the kernels; its device is timed.</param>
public sealed class DeviceProductTimer(KernelLibrary library) : IProductTimer
{
    private readonly DispatchTimer _timer = new(library);

    /// <inheritdoc/>
    public double? Seconds(ProductProblem problem, ProductTile tile)
    {
        try
        {
            return _timer.Measure(ProductDispatches.Of(problem, new FixedTiles(tile), $"tune.{problem.Direction}")).MedianSeconds;
        }
        catch (Exception error) when (error is ArgumentException or GpuException and not DeviceLostException)
        {
            // A limit of the device, its memory, or a kernel that its driver refuses: not a candidate.
            return null;
        }
    }
}
