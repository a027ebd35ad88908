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
    /// <param name="examples">Training examples of an epoch.</param>
    /// <param name="sampleExamples">Training examples that an evaluation measures; null for all.</param>
    public TrialBuffers(NetworkPlan network, TrainingDefinition training, int examples, int? sampleExamples)
    {
        OptimizerDefinition optimizer = training.Optimizer;
        long flatBytes = network.FlatLength * (long)sizeof(float);
        Parameters = Persistent("parameters", flatBytes);
        Gradients = Persistent("gradients", flatBytes);
        State = Persistent("optimizer.state", flatBytes * optimizer.StateNames.Length);
        Hyper = Persistent("optimizer.hyper", optimizer.HyperNames.Length * (long)sizeof(uint));
        LearningRates = Persistent("learning_rates", sizeof(float));
        Control = Persistent("step.control", StepKernels.ControlBytes);
        Order = Persistent("step.order", examples * (long)sizeof(uint));
        Losses = new LogicalBuffer("step.losses", LossCapacity * (long)sizeof(float), BufferLifetime.Readback);
        LossScale = training.Precision == Precision.Mixed ? Persistent("loss_scale", LossScaleKernels.Bytes) : null;
        EvaluationSample = sampleExamples is { } count ? Persistent("evaluation.sample", count * (long)sizeof(uint)) : null;
    }

    /// <summary>All parameters, flat.</summary>
    public LogicalBuffer Parameters { get; }

    /// <summary>Their gradients, flat.</summary>
    public LogicalBuffer Gradients { get; }

    /// <summary>What the optimizer keeps: for each parameter its values in turn.</summary>
    public LogicalBuffer State { get; }

    /// <summary>The optimizer's hyper-parameters.</summary>
    public LogicalBuffer Hyper { get; }

    /// <summary>The learning rate of each update; the last holds for all later ones.</summary>
    public LogicalBuffer LearningRates { get; }

    /// <summary>Where the next step begins, <c>StepControl</c>.</summary>
    public LogicalBuffer Control { get; }

    /// <summary>What the loss is multiplied by, <c>LossScale</c>; null where all is float32.</summary>
    public LogicalBuffer? LossScale { get; }

    /// <summary>The epoch's order of examples.</summary>
    public LogicalBuffer Order { get; }

    /// <summary>Batch losses of the latest updates.</summary>
    public LogicalBuffer Losses { get; }

    /// <summary>The training examples that an evaluation measures; null when it measures all.</summary>
    public LogicalBuffer? EvaluationSample { get; }

    private static LogicalBuffer Persistent(string name, long byteLength) => new(name, byteLength, BufferLifetime.Persistent);
}
