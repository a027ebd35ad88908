namespace SweepDsl.Runtime.Kernels.Planning;

/// <summary>Plans the dispatch that finds out how fast a device multiplies and adds: what the products' speed is compared with.</summary>
public static class CeilingKernels
{
    private const int Unrolled = 16;
    private const int Lanes = 4;

    /// <summary>Multiply-adds in registers alone.</summary>
    /// <param name="chains">Vectors of four that an invocation works on side by side.</param>
    /// <param name="iterations">Sixteens of multiply-adds of each.</param>
    /// <param name="output">Overwritten; as many invocations as it has values.</param>
    /// <param name="label">Name of the dispatch.</param>
    public static Dispatch MultiplyAdd(int chains, int iterations, BufferView output, string label)
    {
        long invocations = output.ByteLength / sizeof(float);
        InvocationGrid grid = InvocationGrid.Of(invocations, label);
        return new MultiplyAddCeiling
        {
            WorkgroupSize = grid.WorkgroupSize,
            Chains = (uint)chains,
            Output = output,
            Factor = 0.999f,
            Summand = 0.001f,
            Iterations = (uint)iterations,
            Invocations = (uint)invocations,
        }.Dispatch(grid.Groups, label);
    }

    /// <summary>Floating-point operations of <see cref="MultiplyAdd"/>: two a multiply-add.</summary>
    public static long Operations(int chains, int iterations, long invocations) => 2L * Lanes * chains * Unrolled * iterations * invocations;
}
