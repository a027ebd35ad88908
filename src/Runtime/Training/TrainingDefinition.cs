using System.Collections.Immutable;
using SweepDsl.Runtime.Kernels;
using SweepDsl.Runtime.Training.Schedules;

namespace SweepDsl.Runtime.Training;

/// <summary>How a network is trained.</summary>
public sealed record TrainingDefinition
{
    /// <summary>What is minimised.</summary>
    public required LossDefinition Loss { get; init; }

    /// <summary>The update rule with its hyper-parameters.</summary>
    public required OptimizerDefinition Optimizer { get; init; }

    /// <summary>The learning rate that the schedule takes shares of.</summary>
    public required double LearningRate { get; init; }

    /// <summary>How the learning rate changes from update to update.</summary>
    public LearningRateSchedule Schedule { get; init; } = new ConstantSchedule();

    /// <summary>How long the rate rises from 0 to where the schedule begins, which it does then; null for no warm-up.</summary>
    public ScheduleLength? Warmup { get; init; }

    /// <summary>Examples an update.</summary>
    public required int BatchSize { get; init; }

    /// <summary>
    /// Examples that are worked through at once, at most: the gradients of a larger batch are added up from as many parts as it takes, and memory follows the part. Null works through the
    /// whole batch.
    /// </summary>
    public int? MicroBatch { get; init; }

    /// <summary>Largest Euclidean norm of all gradients together, to which larger ones are scaled down; null for any.</summary>
    public double? ClipGradientNorm { get; init; }

    /// <summary>Largest size of each value of a gradient; null for any.</summary>
    public double? ClipGradientValue { get; init; }

    /// <summary>
    /// Decay of an exponential moving average of the weights, 0 to below 1: the average is what is measured, and what the trial leaves. Null measures the weights themselves.
    /// </summary>
    public double? WeightAverage { get; init; }

    /// <summary>When training ends; where there are several budgets, the first of them.</summary>
    public required Budget Budget { get; init; }

    /// <summary>Other budgets that the training is measured at: it goes on to the largest of all.</summary>
    public ImmutableArray<Budget> OtherBudgets { get; init; } = [];

    /// <summary>All budgets, in the order of the YAML.</summary>
    public ImmutableArray<Budget> Budgets => [Budget, .. OtherBudgets];

    /// <summary>Whether each of several budgets makes another training: the schedule of the learning rate ends with training.</summary>
    public bool DiffersByBudget => !OtherBudgets.IsEmpty && Schedule.FollowsBudget;

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

    /// <summary>The training with a single budget.</summary>
    public TrainingDefinition EndingAt(Budget budget) => this with { Budget = budget, OtherBudgets = [] };
}

/// <summary>What is minimised: the mean over the batch.</summary>
public abstract record LossDefinition;

/// <summary>Cross-entropy of the softmax of the logits.</summary>
/// <param name="LabelSmoothing">Share of each target spread evenly over all classes (Szegedy et al. 2016), 0 to below 1.</param>
public sealed record SoftmaxCrossEntropyLoss(double LabelSmoothing) : LossDefinition;

/// <summary>Mean over batch and outputs of the squared difference from the one-hot target.</summary>
public sealed record MeanSquaredErrorLoss : LossDefinition;

/// <summary>What becomes of an epoch's last batch when the batch size does not divide the examples.</summary>
public enum LastBatch
{
    /// <summary>It is trained on as it is, smaller.</summary>
    Keep,

    /// <summary>It is left out.</summary>
    Drop,
}
