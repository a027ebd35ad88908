using SweepDsl.Runtime.Data;

namespace SweepDsl.Runtime.Training;

/// <summary>What a trainer is opened with.</summary>
public sealed record TrainerSetup
{
    /// <summary>The data of the study.</summary>
    public required DatasetDefinition Dataset { get; init; }

    /// <summary>Folder that holds or receives the data's files; null takes <c>$SWEEP_DATA</c>, then the default.</summary>
    public string? DataFolder { get; init; }

    /// <summary>Index or part of the name of a device; null takes the best one.</summary>
    public string? Device { get; init; }

    /// <summary>Whether the Vulkan validation layer watches.</summary>
    public bool Validate { get; init; }

    /// <summary>Takes sentences for the user, such as the progress of a download.</summary>
    public Action<string> Notice { get; init; } = static _ => { };
}
