using SweepDsl.Runtime.Kernels;
using SweepDsl.Runtime.Kernels.Planning;
using SweepDsl.Runtime.Kernels.Tuning;

namespace SweepDsl.Runtime.Benchmarks;

/// <summary>What a device can do at most, measured: no product multiplies and adds faster than a kernel that does nothing else, none moves data faster than a copy.</summary>
/// <param name="OperationsPerSecond">Floating-point operations a second, in float32 and registers; a multiply-add counts as two.</param>
/// <param name="CopiedBytesPerSecond">Bytes read and written a second by a copy of 64 MiB.</param>
internal readonly record struct DeviceCeiling(double OperationsPerSecond, double CopiedBytesPerSecond)
{
    private const double EnoughSeconds = 0.01;
    private const int Iterations = 64;
    private const long FirstInvocations = 4096;
    private const long MostInvocations = 1L << 22;
    private const long CopiedValues = 1L << 24;

    // Too few chains wait for one another, too many do not fit the registers: the best of these is the device's.
    private static readonly int[] Chains = [2, 4, 8];

    /// <summary>Measures.</summary>
    public static DeviceCeiling Measure(DispatchTimer timer, int rounds) => new(Chains.Max(chains => MultiplyAdds(timer, chains, rounds)), Copy(timer, rounds));

    // More invocations until they keep the device busy long enough to be measured.
    private static double MultiplyAdds(DispatchTimer timer, int chains, int rounds)
    {
        for (long invocations = FirstInvocations; ; invocations *= 4)
        {
            Dispatch dispatch = CeilingKernels.MultiplyAdd(chains, Iterations, Values("ceiling", invocations), "ceiling.multiply_add");
            double seconds = timer.Measure([dispatch], rounds).FastestSeconds;
            if (seconds >= EnoughSeconds || invocations >= MostInvocations)
            {
                return CeilingKernels.Operations(chains, Iterations, invocations) / seconds;
            }
        }
    }

    private static double Copy(DispatchTimer timer, int rounds)
    {
        Dispatch copy = ActivationKernels.Forward(Activations.Identity, CopiedValues, Values("from", CopiedValues), Values("to", CopiedValues), "ceiling.copy");
        return 2.0 * CopiedValues * sizeof(float) / timer.Measure([copy], rounds).FastestSeconds;
    }

    private static BufferView Values(string name, long count) => new LogicalBuffer(name, count * sizeof(float), BufferLifetime.Persistent).View;
}
