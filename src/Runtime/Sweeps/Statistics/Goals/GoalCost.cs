using System.Collections.Immutable;
using SweepDsl.Runtime.Training;

namespace SweepDsl.Runtime.Sweeps.Statistics.Goals;

/// <summary>What it takes to reach a goal, counted in one way.</summary>
/// <param name="Name">What is counted, as people and JSON name it.</param>
/// <param name="Of">How much of it had been taken at an evaluation.</param>
public sealed record GoalCost(string Name, Func<Evaluation, double> Of)
{
    /// <summary>Optimizer updates.</summary>
    public static GoalCost Updates { get; } = new("updates", evaluation => evaluation.Update);

    /// <summary>Training examples, counted each time they are seen.</summary>
    public static GoalCost Examples { get; } = new("examples", evaluation => evaluation.Examples);

    /// <summary>Seconds of training; evaluations are not counted.</summary>
    public static GoalCost Seconds { get; } = new("seconds", evaluation => evaluation.TrainSeconds);

    /// <summary>All three: a point that needs the fewest updates may need the most examples.</summary>
    public static ImmutableArray<GoalCost> All { get; } = [Updates, Examples, Seconds];
}
