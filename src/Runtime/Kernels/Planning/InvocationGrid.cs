using SweepDsl.Runtime.Vulkan;

namespace SweepDsl.Runtime.Kernels.Planning;

/// <summary>How many invocations a kernel needs, as workgroups.</summary>
/// <param name="WorkgroupSize">Invocations of a workgroup.</param>
/// <param name="Groups">Workgroups.</param>
internal readonly record struct InvocationGrid(uint WorkgroupSize, GroupCount Groups)
{
    // Kernels number their invocations in 32 bits; what is left above holds the last, part-filled workgroups.
    private const long MaxInvocations = 1L << 31;

    /// <summary>
    /// A grid of at least <paramref name="invocations"/>. Small work gets small workgroups, so that it still spreads over the device's processors; the guaranteed
    /// minimum of a device's largest workgroup is 128. No result depends on the size.
    /// </summary>
    /// <exception cref="DeviceLimitException">More than kernels can number.</exception>
    public static InvocationGrid Of(long invocations, string label)
    {
        if (invocations > MaxInvocations)
        {
            throw new DeviceLimitException($"{label} needs {invocations} invocations; a kernel has at most {MaxInvocations}. Use a smaller batch.", nameof(invocations));
        }

        uint size = invocations switch
        {
            >= 1024 => 64,
            >= 128 => 32,
            _ => 8,
        };
        return new InvocationGrid(size, GroupCount.Covering(invocations, size));
    }
}
