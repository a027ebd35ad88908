using SweepDsl.Runtime.Data;
using SweepDsl.Runtime.Kernels.Tuning;

namespace SweepDsl.Runtime.Training;

/// <summary>What a trainer is opened with.</summary>
public sealed record TrainerSetup
{
    /// <summary>The data of the study.</summary>
    public required DatasetDefinition Dataset { get; init; }

    /// <summary>Where the data's files are looked for.</summary>
    public required DataOptions Data { get; init; }

    /// <summary>What stands for all devices of the machine.</summary>
    public const string AllDevices = "all";

    /// <summary>Index or part of the name of a device; null takes the best one, <see cref="AllDevices"/> all that can be used.</summary>
    public string? Device { get; init; }

    /// <summary>How much is timed to choose the tiles of products.</summary>
    public TuneMode Tune { get; init; } = TuneMode.Auto;

    /// <summary>Whether the Vulkan validation layer watches.</summary>
    public bool Validate { get; init; }
}
