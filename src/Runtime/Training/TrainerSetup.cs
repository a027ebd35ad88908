using SweepDsl.Runtime.Data;

namespace SweepDsl.Runtime.Training;

/// <summary>What a trainer is opened with.</summary>
public sealed record TrainerSetup
{
    /// <summary>The data of the study.</summary>
    public required DatasetDefinition Dataset { get; init; }

    /// <summary>Where the data's files are looked for.</summary>
    public required DataOptions Data { get; init; }

    /// <summary>Index or part of the name of a device; null takes the best one.</summary>
    public string? Device { get; init; }

    /// <summary>Whether the Vulkan validation layer watches.</summary>
    public bool Validate { get; init; }
}
