using System.Collections.Immutable;
using SweepDsl.Runtime.Data;
using SweepDsl.Runtime.Kernels;
using SweepDsl.Runtime.Kernels.Planning;
using SweepDsl.Runtime.Network;
using SweepDsl.Runtime.Training.Schedules;
using SweepDsl.Runtime.Vulkan;

namespace SweepDsl.Runtime.Training.Device;

/// <summary>All that a trial runs on its device, and the memory it takes. Plain data: nothing is allocated or run here.</summary>
internal sealed class TrialPlan
{
    /// <summary>Plans a trial.</summary>
    /// <param name="data">The data set on the device.</param>
    /// <param name="tiles">Chooses the tiles of products.</param>
    /// <param name="augmentations">Random changes of training images.</param>
    /// <param name="request">The trial.</param>
    /// <exception cref="ArgumentException">A kernel cannot do what the network asks for.</exception>
    public TrialPlan(DeviceDataset data, IProductTiles tiles, ImmutableArray<Augmentation> augmentations, TrialRequest request)
    {
        Request = request;
        TrainingDefinition training = request.Training;
        Network = NetworkPlan.Create(request.Network);
        Schedule = new BatchSchedule(data.Train.Count, training);
        int evaluated = Math.Min(training.EvaluationTrainExamples ?? data.Train.Count, data.Train.Count);
        MixupAlpha = augmentations.OfType<Mixup>().SingleOrDefault()?.Alpha;
        LearningRates = new LearningRates(Schedule, training);
        Buffers = new TrialBuffers(Network, training, Schedule, LearningRates.IsConstant ? 1 : Schedule.UpdatesPerEpoch, evaluated < data.Train.Count ? evaluated : null, MixupAlpha is not null);

        TrialPrograms programs = new(Network, training, augmentations, data, Buffers, tiles, request.Seed);
        Steps = BatchPrograms.Create(Schedule.FullBatches, Schedule.BatchSize, Schedule.LastBatchSize, programs.Step);
        TrainPart = PartPlan.Create(programs, "train", data.Train, Buffers.EvaluationSample, evaluated);
        TestPart = PartPlan.Create(programs, "test", data.Test, order: null, data.Test.Count);
        ValidationPart = data.Validation is { } part ? PartPlan.Create(programs, "validation", part, order: null, part.Count) : null;
        Memory = ProgramMemoryPlan.Of(request.Name, [.. Parts.Select(part => part.Batches).Prepend(Steps).SelectMany(batches => batches.All)], data.Memory.Holds);
    }

    /// <summary>The trial.</summary>
    public TrialRequest Request { get; }

    /// <summary>The network.</summary>
    public NetworkPlan Network { get; }

    /// <summary>How epochs fall into batches.</summary>
    public BatchSchedule Schedule { get; }

    /// <summary>The learning rate of each update.</summary>
    public LearningRates LearningRates { get; }

    /// <summary>What the shares of mixed examples are drawn by; null when none are mixed.</summary>
    public double? MixupAlpha { get; }

    /// <summary>What lives from step to step.</summary>
    public TrialBuffers Buffers { get; }

    /// <summary>The updates of an epoch.</summary>
    public BatchPrograms Steps { get; }

    /// <summary>The measurement of the training examples.</summary>
    public PartPlan TrainPart { get; }

    /// <summary>The measurement of the test examples.</summary>
    public PartPlan TestPart { get; }

    /// <summary>The measurement of the held-out training examples; null when there are none.</summary>
    public PartPlan? ValidationPart { get; }

    /// <summary>All measurements, in the order they are made.</summary>
    public IEnumerable<PartPlan> Parts => ValidationPart is null ? [TrainPart, TestPart] : [TrainPart, TestPart, ValidationPart];

    /// <summary>What is allocated for it.</summary>
    public ProgramMemoryPlan Memory { get; }

    /// <summary>The memory that it takes on a device, to the byte.</summary>
    /// <exception cref="OutOfDeviceMemoryException">One of its buffers is larger than any that the device can make.</exception>
    public TrialMemory MemoryOn(GpuDevice device) => new()
    {
        ParameterBytes = Buffers.Parameters.ByteLength,
        GradientBytes = Buffers.Gradients.ByteLength + (Buffers.PartGradients?.ByteLength ?? 0),
        AverageBytes = Buffers.Averages?.ByteLength ?? 0,
        StateBytes = Buffers.State.ByteLength,
        ArenaBytes = Memory.TransientBytes,
        TotalBytes = Memory.BytesOn(device),
    };
}
