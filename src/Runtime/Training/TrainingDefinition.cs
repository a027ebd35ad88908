using SweepDsl.Runtime.Kernels;

namespace SweepDsl.Runtime.Training;

/// <summary>How a network is trained.</summary>
public sealed record TrainingDefinition
{
    /// <summary>What is minimised.</summary>
    public required LossDefinition Loss { get; init; }

    /// <summary>The update rule with its hyper-parameters.</summary>
    public required OptimizerDefinition Optimizer { get; init; }

    /// <summary>Learning rate of every update.</summary>
    public required double LearningRate { get; init; }

    /// <summary>Examples an update.</summary>
    public required int BatchSize { get; init; }

    /// <summary>When training ends.</summary>
    public required Budget Budget { get; init; }

    /// <summary>Whether each epoch has an order of its own; otherwise examples come as stored.</summary>
    public bool Shuffle { get; init; } = true;

    /// <summary>What becomes of an epoch's last, smaller batch.</summary>
    public LastBatch LastBatch { get; init; } = LastBatch.Keep;

    /// <summary>How features and the weights they are multiplied by lie in the device's memory.</summary>
    public Precision Precision { get; init; } = Precision.Float32;

    /// <summary>A safetensors file to start from instead of drawn weights, relative to the working directory; null draws.</summary>
    public string? InitFrom { get; init; }

    /// <summary>How often training is measured. The end is always measured.</summary>
    public EvaluationInterval EvaluationInterval { get; init; } = EvaluationInterval.Epochs(1);

    /// <summary>Number of training examples whose loss and accuracy are measured at each evaluation; null measures all.</summary>
    public int? EvaluationTrainExamples { get; init; }
}

/// <summary>What is minimised: the mean over the batch.</summary>
public abstract record LossDefinition;

/// <summary>Cross-entropy of the softmax of the logits.</summary>
/// <param name="LabelSmoothing">Share of each target spread evenly over all classes (Szegedy et al. 2016), 0 to below 1.</param>
public sealed record SoftmaxCrossEntropyLoss(double LabelSmoothing) : LossDefinition;

/// <summary>Mean over batch and outputs of the squared difference from the one-hot target.</summary>
public sealed record MeanSquaredErrorLoss : LossDefinition;

/// <summary>When training ends.</summary>
/// <param name="Unit">What is counted.</param>
/// <param name="Amount">How many; positive.</param>
public readonly record struct Budget(BudgetUnit Unit, long Amount)
{
    /// <summary>A number of passes over the training examples.</summary>
    public static Budget Epochs(long amount) => new(BudgetUnit.Epochs, amount);

    /// <summary>A number of optimizer updates.</summary>
    public static Budget Updates(long amount) => new(BudgetUnit.Updates, amount);
}

/// <summary>What lengths of training are counted in.</summary>
public enum BudgetUnit
{
    /// <summary>Passes over the training examples.</summary>
    Epochs,

    /// <summary>Optimizer updates.</summary>
    Updates,

    /// <summary>Training examples, counted each time they are seen.</summary>
    Examples,
}

/// <summary>How often training is measured.</summary>
/// <param name="Unit">What is counted.</param>
/// <param name="Amount">How many lie between two evaluations; positive.</param>
public readonly record struct EvaluationInterval(BudgetUnit Unit, long Amount)
{
    /// <summary>After every so many passes over the training examples.</summary>
    public static EvaluationInterval Epochs(long amount) => new(BudgetUnit.Epochs, amount);

    /// <summary>After every so many optimizer updates.</summary>
    public static EvaluationInterval Updates(long amount) => new(BudgetUnit.Updates, amount);

    /// <summary>After the first update by which each multiple of so many examples has been seen.</summary>
    public static EvaluationInterval Examples(long amount) => new(BudgetUnit.Examples, amount);
}

/// <summary>What becomes of an epoch's last batch when the batch size does not divide the examples.</summary>
public enum LastBatch
{
    /// <summary>It is trained on as it is, smaller.</summary>
    Keep,

    /// <summary>It is left out.</summary>
    Drop,
}
