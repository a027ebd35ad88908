using System.Collections.Immutable;

namespace SweepDsl.Runtime.Kernels;

/// <summary>The stages between which a transient buffer's contents are needed.</summary>
/// <param name="Buffer">The buffer.</param>
/// <param name="FirstStage">The first stage that uses it.</param>
/// <param name="LastStage">The last stage that uses it.</param>
public readonly record struct TransientUse(LogicalBuffer Buffer, int FirstStage, int LastStage);

/// <summary>Offsets of a step's transient buffers in the memory they share. Buffers that are needed in a common stage never overlap.</summary>
/// <param name="ByteLength">Size of the shared memory; 0 when there are no transient buffers.</param>
/// <param name="Offsets">Each buffer's first byte, a multiple of <see cref="Alignment"/>.</param>
public sealed record TransientLayout(long ByteLength, ImmutableDictionary<LogicalBuffer, long> Offsets)
{
    /// <summary>The largest value that Vulkan allows for <c>minStorageBufferOffsetAlignment</c> and <c>minTexelBufferOffsetAlignment</c>, so that every offset may be bound on every device.</summary>
    public const long Alignment = 256;

    /// <summary>
    /// Places buffers greedily, largest first, each at the lowest offset that is free during its stages. The result depends on the uses alone, not on their order.
    /// </summary>
    public static TransientLayout Plan(IEnumerable<TransientUse> uses)
    {
        List<Placed> placed = [];
        foreach (TransientUse use in uses.OrderByDescending(use => use.Buffer.ByteLength).ThenBy(use => use.FirstStage).ThenBy(use => use.Buffer.Name, StringComparer.Ordinal))
        {
            placed.Add(new Placed(use, LowestFreeOffset(use, placed)));
        }

        long end = placed.Count == 0 ? 0 : placed.Max(item => item.End);
        return new TransientLayout(end, placed.ToImmutableDictionary(item => item.Use.Buffer, item => item.Offset));
    }

    private static long LowestFreeOffset(TransientUse use, List<Placed> placed)
    {
        long size = Align(use.Buffer.ByteLength);
        long offset = 0;
        foreach (Placed other in placed.Where(other => other.SharesStageWith(use)).OrderBy(other => other.Offset))
        {
            if (offset + size <= other.Offset)
            {
                break;
            }

            offset = Math.Max(offset, other.End);
        }

        return offset;
    }

    private static long Align(long bytes) => (bytes + Alignment - 1) / Alignment * Alignment;

    private readonly record struct Placed(TransientUse Use, long Offset)
    {
        public long End => Offset + Align(Use.Buffer.ByteLength);

        public bool SharesStageWith(TransientUse other) => Use.FirstStage <= other.LastStage && other.FirstStage <= Use.LastStage;
    }
}
