namespace SweepDsl.Runtime.Kernels.Planning;

/// <summary>Divisions of whole numbers, rounded up.</summary>
internal static class WholeNumbers
{
    /// <summary>The least number of parts of <paramref name="size"/> that hold <paramref name="count"/>; both positive.</summary>
    public static long CeilDiv(long count, long size) => (count + size - 1) / size;

    /// <summary>The least multiple of <paramref name="alignment"/> that is not below <paramref name="value"/>.</summary>
    public static long Aligned(long value, long alignment) => CeilDiv(value, alignment) * alignment;
}
