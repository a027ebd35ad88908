using System.Runtime.CompilerServices;
using SweepDsl.Runtime.Network;

namespace SweepDsl.Runtime.Training;

/// <summary>One trial to train: a point of the sweep with a seed.</summary>
public sealed record TrialRequest
{
    /// <summary>Compares the definitions of a point, which its seeds share, by identity: comparing their contents would cost more than it saves.</summary>
    internal static IEqualityComparer<(NetworkDefinition Network, TrainingDefinition Training)> PointComparer { get; } =
        EqualityComparer<(NetworkDefinition Network, TrainingDefinition Training)>.Create(
            (a, b) => ReferenceEquals(a.Network, b.Network) && ReferenceEquals(a.Training, b.Training),
            pair => HashCode.Combine(RuntimeHelpers.GetHashCode(pair.Network), RuntimeHelpers.GetHashCode(pair.Training)));

    /// <summary>What the user calls the trial, such as <c>batch_size=32,seed=0</c>; for labels and errors.</summary>
    public required string Name { get; init; }

    /// <summary>The network.</summary>
    public required NetworkDefinition Network { get; init; }

    /// <summary>How it is trained.</summary>
    public required TrainingDefinition Training { get; init; }

    /// <summary>Seed of initial weights, order, dropout and augmentation.</summary>
    public required int Seed { get; init; }

    /// <summary>Where to go on; null starts from the initial weights.</summary>
    public TrialCheckpoint? Resume { get; init; }

    /// <summary>Whether the sink wants the batch loss of every update.</summary>
    public bool LogUpdates { get; init; }
}
