using SweepDsl.Dsl.Expressions;

namespace SweepDsl.Dsl.Model;

/// <summary>How a network is trained. A setting that a parameter of the sweep sets is a <see cref="ParameterReference"/> or a <see cref="SweptSetting{T}"/>.</summary>
public sealed record TrainingSettings
{
    /// <summary>What is minimised.</summary>
    public required Setting<LossChoice> Loss { get; init; }

    /// <summary>The update rule.</summary>
    public required Setting<OptimizerChoice> Optimizer { get; init; }

    /// <summary>The learning rate that the schedule takes shares of; an integer or a number.</summary>
    public required Expression LearningRate { get; init; }

    /// <summary>How the learning rate changes from update to update.</summary>
    public required Setting<ScheduleChoice> Schedule { get; init; }

    /// <summary>How long the rate rises to where the schedule begins; null for no warm-up.</summary>
    public required TrainingLength? Warmup { get; init; }

    /// <summary>Examples an update; an integer.</summary>
    public required Expression BatchSize { get; init; }

    /// <summary>Examples that are worked through at once, an integer; null takes the whole batch.</summary>
    public required Expression? MicroBatch { get; init; }

    /// <summary>Largest norm of all gradients together, a number; null for any.</summary>
    public required Expression? ClipGradientNorm { get; init; }

    /// <summary>Largest size of each value of a gradient, a number; null for any.</summary>
    public required Expression? ClipGradientValue { get; init; }

    /// <summary>Decay of the moving average of the weights by which training is measured, a number; null measures the weights themselves.</summary>
    public required Expression? WeightAverage { get; init; }

    /// <summary>When training ends; where there are several budgets, the first of them.</summary>
    public required TrainingLength Budget { get; init; }

    /// <summary>The other budgets of a study that is seen several ways; literals, distinct. Mostly empty.</summary>
    public required ValueList<TrainingLength> OtherBudgets { get; init; }

    /// <summary>Whether each epoch has an order of its own; a truth value.</summary>
    public required Expression Shuffle { get; init; }

    /// <summary>What becomes of an epoch's last, smaller batch.</summary>
    public required Setting<LastBatch> LastBatch { get; init; }

    /// <summary>How features and weights lie in the device's memory.</summary>
    public required Setting<Precision> Precision { get; init; }

    /// <summary>A safetensors file to start from, a relative path with forward slashes; a text. Null draws the weights.</summary>
    public required Expression? InitFrom { get; init; }

    /// <summary>How often training is measured; null measures each epoch. The end is always measured.</summary>
    public required TrainingLength? EvaluationInterval { get; init; }

    /// <summary>Number of training examples measured at each evaluation, an integer; null measures all.</summary>
    public required Expression? EvaluationTrainExamples { get; init; }
}

/// <summary>What becomes of an epoch's last batch when the batch size does not divide the examples.</summary>
public enum LastBatch
{
    /// <summary>It is trained on, smaller.</summary>
    Keep,

    /// <summary>It is left out.</summary>
    Drop,
}
