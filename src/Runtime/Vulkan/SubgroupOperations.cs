namespace SweepDsl.Runtime.Vulkan;

/// <summary>What the invocations of a subgroup can do together in compute shaders; values as in <c>VkSubgroupFeatureFlagBits</c>.</summary>
[Flags]
public enum SubgroupOperations
{
    /// <summary>Nothing.</summary>
    None = 0,

    /// <summary>Election and barriers.</summary>
    Basic = 1,

    /// <summary>Any, all, all equal.</summary>
    Vote = 2,

    /// <summary>Reductions and scans.</summary>
    Arithmetic = 4,

    /// <summary>Broadcast and ballot.</summary>
    Ballot = 8,

    /// <summary>Shuffle by any index.</summary>
    Shuffle = 16,

    /// <summary>Shuffle up and down.</summary>
    ShuffleRelative = 32,

    /// <summary>Reductions over clusters.</summary>
    Clustered = 64,

    /// <summary>Exchange within four invocations.</summary>
    Quad = 128,
}
