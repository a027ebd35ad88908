namespace SweepDsl.Dsl.Model;

/// <summary>
/// A checked experiment. It compares by value and holds no positions, so an edit that moves text leaves it equal. Numbers that may depend on the sweep are
/// <see cref="Expressions.Expression"/>s; every one of them was evaluated at every point of the grid.
/// </summary>
public sealed record ExperimentModel
{
    /// <summary>The name: letters, digits, dot, underscore and hyphen; safe as a file name.</summary>
    public required string Name { get; init; }

    /// <summary>The question it answers, any text; null when not given.</summary>
    public required string? Description { get; init; }

    /// <summary>The data.</summary>
    public required DatasetSettings Dataset { get; init; }

    /// <summary>The network.</summary>
    public required NetworkSettings Network { get; init; }

    /// <summary>How it is trained.</summary>
    public required TrainingSettings Training { get; init; }

    /// <summary>Its points and how they are judged; without a <c>sweep</c> in the YAML a single point.</summary>
    public required SweepSettings Sweep { get; init; }
}
