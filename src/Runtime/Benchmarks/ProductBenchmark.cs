using System.Collections.Immutable;
using SweepDsl.Runtime.Kernels;
using SweepDsl.Runtime.Kernels.Tuning;
using SweepDsl.Runtime.Training;
using SweepDsl.Runtime.Vulkan;

namespace SweepDsl.Runtime.Benchmarks;

/// <summary>Measures products of matrices and convolutions by themselves, and the device's ceiling.</summary>
/// <param name="device">Where.</param>
/// <param name="rounds">How many times each is measured; the median counts.</param>
internal sealed class ProductBenchmark(TrainerDevice device, int rounds)
{
    private readonly DispatchTimer _timer = new(device.Kernels);

    /// <summary>What the device can do at most.</summary>
    public DeviceCeiling Ceiling() => DeviceCeiling.Measure(_timer, rounds);

    /// <summary>Measures one product.</summary>
    /// <exception cref="SweepException">It goes over a limit of the device (exit code 2).</exception>
    public ProductMeasurement Measure(ProductWork work)
    {
        try
        {
            ImmutableArray<Dispatch> dispatches = work.Plan(device.Tiles);
            return new ProductMeasurement(work, dispatches[0].Kernel.Name, device.Tiles.For(work.Problem), _timer.Measure(dispatches, rounds));
        }
        catch (Exception error) when (error is DeviceLimitException or OverflowException)
        {
            throw new SweepException(
                ExitCode.Usage, $"{work.Shape} at batch {work.Batch} goes over a limit of {device.Environment.Device}: {error.Message} Measure a smaller shape or batch.", error);
        }
    }
}
