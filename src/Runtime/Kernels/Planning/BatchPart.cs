using System.Collections.Immutable;

namespace SweepDsl.Runtime.Kernels.Planning;

/// <summary>A part of a batch that is worked through at once. The gradients of a batch's parts are added up in order.</summary>
/// <param name="Examples">Examples of the part.</param>
/// <param name="Of">Examples of the whole batch.</param>
/// <param name="IsFirst">Whether it is the batch's first part.</param>
/// <param name="IsLast">Whether it is the batch's last part.</param>
public readonly record struct BatchPart(int Examples, int Of, bool IsFirst, bool IsLast)
{
    /// <summary>A batch as its only part.</summary>
    /// <param name="batch">Examples of the batch.</param>
    public static BatchPart Whole(int batch) => new(batch, batch, IsFirst: true, IsLast: true);

    /// <summary>The parts of a batch, in order: full ones, and what is left over last.</summary>
    /// <param name="batch">Examples of the batch; positive.</param>
    /// <param name="most">The most examples of a part; positive, null for all.</param>
    public static ImmutableArray<BatchPart> Cut(int batch, int? most)
    {
        int size = Math.Min(most ?? batch, batch);
        int parts = (int)WholeNumbers.CeilDiv(batch, size);
        return [.. Enumerable.Range(0, parts).Select(i => new BatchPart(Math.Min(size, batch - (i * size)), batch, i == 0, i == parts - 1))];
    }
}
