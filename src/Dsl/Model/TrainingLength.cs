using SweepDsl.Dsl.Expressions;

namespace SweepDsl.Dsl.Model;

/// <summary>A length of training: when it ends, or how often it is measured.</summary>
/// <param name="Unit">What is counted.</param>
/// <param name="Amount">How many; an integer, or a number of seconds.</param>
public sealed record TrainingLength(LengthUnit Unit, Expression Amount);

/// <summary>What a length of training is counted in.</summary>
public enum LengthUnit
{
    /// <summary>Passes over the training examples.</summary>
    Epochs,

    /// <summary>Optimizer updates.</summary>
    Updates,

    /// <summary>Training examples, counted each time they are seen.</summary>
    Examples,

    /// <summary>Seconds of the trial's own training.</summary>
    Seconds,
}
