using SweepDsl.Runtime.Vulkan;

namespace SweepDsl.Runtime.Training;

/// <summary>The device memory of a trial in bytes, known before it is allocated and equal to what then is: parameters x (2 + optimizer state, + 1 for gradients in parts, + 1 for an average) + arena + a few small buffers.</summary>
public sealed record TrialMemory
{
    /// <summary>The parameters.</summary>
    public required long ParameterBytes { get; init; }

    /// <summary>Their gradients; where batches are worked through in parts, those of a part too.</summary>
    public required long GradientBytes { get; init; }

    /// <summary>What the optimizer keeps for each parameter.</summary>
    public required long StateBytes { get; init; }

    /// <summary>The moving average of the parameters; 0 where there is none.</summary>
    public long AverageBytes { get; init; }

    /// <summary>What layers hand on within a step: activations and their gradients, in memory used again and again.</summary>
    public required long ArenaBytes { get; init; }

    /// <summary>All that the device allocates.</summary>
    public required long TotalBytes { get; init; }

    /// <summary>The rest: the order of examples, losses, counters, and gaps for alignment.</summary>
    public long OtherBytes => TotalBytes - ParameterBytes - GradientBytes - StateBytes - AverageBytes - ArenaBytes;

    /// <summary>Such as <c>2.1 MiB: parameters 38 KiB, gradients 38 KiB, optimizer state 77 KiB, arena 1.9 MiB, other 20 KiB</c>.</summary>
    public override string ToString() =>
        $"{ByteCount.Format(TotalBytes)}: parameters {ByteCount.Format(ParameterBytes)}, gradients {ByteCount.Format(GradientBytes)}, "
        + $"optimizer state {ByteCount.Format(StateBytes)}, {(AverageBytes > 0 ? $"average {ByteCount.Format(AverageBytes)}, " : "")}arena {ByteCount.Format(ArenaBytes)}, other {ByteCount.Format(OtherBytes)}";
}
