using SweepDsl.Runtime.Data;
using SweepDsl.Runtime.Kernels;
using SweepDsl.Runtime.Kernels.Planning;
using SweepDsl.Runtime.Network;

namespace SweepDsl.Runtime.Training.Device;

/// <summary>The buffers of a trial that live from step to step.</summary>
internal sealed class TrialBuffers
{
    /// <summary>Batch losses kept on the device until the host reads them; so many updates may run without it.</summary>
    public const int LossCapacity = 1024;

    /// <summary>Sizes the buffers.</summary>
    /// <param name="network">The network.</param>
    /// <param name="training">How it is trained.</param>
    /// <param name="schedule">How its epochs fall into batches.</param>
    /// <param name="learningRates">Learning rates that are on the device at once.</param>
    /// <param name="sampleExamples">Training examples that an evaluation measures; null for all.</param>
    /// <param name="mixes">Whether training examples are mixed.</param>
    public TrialBuffers(NetworkPlan network, TrainingDefinition training, BatchSchedule schedule, int learningRates, int? sampleExamples, bool mixes)
    {
        OptimizerDefinition optimizer = training.Optimizer;
        long flatBytes = network.FlatLength * (long)sizeof(float);
        Parameters = Persistent("parameters", flatBytes);
        Gradients = Persistent("gradients", flatBytes);
        PartGradients = training.MicroBatch < Math.Min(schedule.BatchSize, schedule.Examples) ? Persistent("gradients.part", flatBytes) : null;
        Averages = training.WeightAverage is null ? null : Persistent("averages", flatBytes);
        Tensors = optimizer.IsLayerwise ? Persistent("tensors", network.Parameters.Length * (long)(TrustKernels.WordsOfTensor * sizeof(uint))) : null;
        RunningStatistics = network.RunningLength > 0 ? Persistent("running_statistics", network.RunningLength * (long)sizeof(float)) : null;
        State = Persistent("optimizer.state", flatBytes * optimizer.StateNames.Length);
        Hyper = Persistent("optimizer.hyper", optimizer.HyperNames.Length * (long)sizeof(uint));
        LearningRates = Persistent("learning_rates", learningRates * (long)sizeof(float));
        Control = Persistent("step.control", StepKernels.ControlBytes);
        Order = Persistent("step.order", schedule.Examples * (long)sizeof(uint));
        Mixing = mixes ? Persistent("step.mixing", schedule.Examples * (long)MixupPairs.Words * sizeof(uint)) : null;
        Losses = new LogicalBuffer("step.losses", LossCapacity * (long)sizeof(float), BufferLifetime.Readback);
        LossScale = training.Precision == Precision.Mixed ? Persistent("loss_scale", LossScaleKernels.Bytes) : null;
        EvaluationSample = sampleExamples is { } count ? Persistent("evaluation.sample", count * (long)sizeof(uint)) : null;
    }

    /// <summary>All parameters, flat.</summary>
    public LogicalBuffer Parameters { get; }

    /// <summary>Their gradients, flat.</summary>
    public LogicalBuffer Gradients { get; }

    /// <summary>The gradients of a part of a batch, flat; null where no batch has parts. Its gaps stay 0, which is why it is not memory that others use too.</summary>
    public LogicalBuffer? PartGradients { get; }

    /// <summary>The moving average of the parameters, flat; null where there is none.</summary>
    public LogicalBuffer? Averages { get; }

    /// <summary>What is measured: the average of the parameters, or the parameters.</summary>
    public LogicalBuffer Measured => Averages ?? Parameters;

    /// <summary>Where each tensor lies and whether it has a ratio of its own; null where no optimizer asks.</summary>
    public LogicalBuffer? Tensors { get; }

    /// <summary>What layers keep for evaluations, flat; null when none keeps anything.</summary>
    public LogicalBuffer? RunningStatistics { get; }

    /// <summary>What the optimizer keeps: for each parameter its values in turn.</summary>
    public LogicalBuffer State { get; }

    /// <summary>The optimizer's hyper-parameters.</summary>
    public LogicalBuffer Hyper { get; }

    /// <summary>The learning rate of each update of the epoch, or the one of all updates.</summary>
    public LogicalBuffer LearningRates { get; }

    /// <summary>Where the next step begins, <c>StepControl</c>.</summary>
    public LogicalBuffer Control { get; }

    /// <summary>What the loss is multiplied by, <c>LossScale</c>; null where all is float32.</summary>
    public LogicalBuffer? LossScale { get; }

    /// <summary>The epoch's order of examples.</summary>
    public LogicalBuffer Order { get; }

    /// <summary>What the epoch's examples are mixed with, <see cref="MixupPairs"/>; null when they are not.</summary>
    public LogicalBuffer? Mixing { get; }

    /// <summary>Batch losses of the latest updates.</summary>
    public LogicalBuffer Losses { get; }

    /// <summary>The training examples that an evaluation measures; null when it measures all.</summary>
    public LogicalBuffer? EvaluationSample { get; }

    private static LogicalBuffer Persistent(string name, long byteLength) => new(name, byteLength, BufferLifetime.Persistent);
}
