using System.Collections.Immutable;
using SweepDsl.Runtime.Data;
using SweepDsl.Runtime.Kernels;
using SweepDsl.Runtime.Kernels.Planning;
using SweepDsl.Runtime.Network;
using SweepDsl.Runtime.Vulkan;

namespace SweepDsl.Runtime.Training.Device;

/// <summary>
/// A trial on its device: memory, recorded programs, and the few things the host does with them. A step is recorded once for each batch shape and replayed;
/// the host writes only where an epoch begins.
/// </summary>
internal sealed class DeviceTrial : IDisposable
{
    private readonly TrialRequest _request;
    private readonly BatchSchedule _schedule;
    private readonly TrialTensors _tensors;
    private readonly TrialBuffers _buffers;
    private readonly ProgramMemory _memory;
    private readonly List<IDisposable> _recordings = [];
    private readonly RecordedBatches _steps;
    private readonly uint[] _order;
    private readonly float[] _losses = new float[TrialBuffers.LossCapacity];

    /// <summary>Allocates and records a trial, and brings its optimizer's constants to the device.</summary>
    /// <param name="library">Compiles its kernels.</param>
    /// <param name="tiles">Chooses the tiles of products.</param>
    /// <param name="data">The data set on the device.</param>
    /// <param name="augmentations">Random changes of training images.</param>
    /// <param name="network">The network.</param>
    /// <param name="schedule">How epochs fall into batches.</param>
    /// <param name="request">The trial.</param>
    /// <exception cref="OutOfDeviceMemoryException">It does not fit the device.</exception>
    public DeviceTrial(
        KernelLibrary library,
        IProductTiles tiles,
        DeviceDataset data,
        ImmutableArray<Augmentation> augmentations,
        NetworkPlan network,
        BatchSchedule schedule,
        TrialRequest request)
    {
        (_request, _schedule) = (request, schedule);
        TrainingDefinition training = request.Training;
        int evaluated = Math.Min(training.EvaluationTrainExamples ?? data.Train.Count, data.Train.Count);
        int? sample = evaluated < data.Train.Count ? evaluated : null;
        _tensors = new TrialTensors(network, training.Optimizer);
        _buffers = new TrialBuffers(network, training.Optimizer, schedule.Examples, sample);
        _order = new uint[schedule.Examples];

        TrialPrograms programs = new(network, training, augmentations, data, _buffers, tiles, request.Seed);
        BatchPrograms steps = BatchPrograms.Create(schedule.FullBatches, schedule.BatchSize, schedule.LastBatchSize, programs.Step);
        BatchPrograms train = PartEvaluation.Plan(programs, data.Train, _buffers.EvaluationSample, evaluated);
        BatchPrograms test = PartEvaluation.Plan(programs, data.Test, order: null, data.Test.Count);
        BatchPrograms? validation = data.Validation is { } part ? PartEvaluation.Plan(programs, part, order: null, part.Count) : null;

        FullStep = steps.Full;
        _memory = new ProgramMemory(library.Device, request.Name, data.Memory, [.. new[] { steps, train, test, validation }.OfType<BatchPrograms>().SelectMany(plan => plan.All)]);
        try
        {
            _steps = Keep(new RecordedBatches(library, _memory, steps, "step"));
            TrainPart = Keep(new PartEvaluation(library, _memory, _buffers, train, evaluated, "evaluate.train"));
            TestPart = Keep(new PartEvaluation(library, _memory, _buffers, test, data.Test.Count, "evaluate.test"));
            ValidationPart = validation is null ? null : Keep(new PartEvaluation(library, _memory, _buffers, validation, data.Validation!.Count, "evaluate.validation"));
            UploadConstants(training);
        }
        catch
        {
            Dispose();
            throw;
        }
    }

    /// <summary>Bytes allocated on the device for this trial.</summary>
    public long ByteLength => _memory.ByteLength;

    /// <summary>What a full batch runs; null when an epoch has none.</summary>
    public StepProgram? FullStep { get; }

    /// <summary>Where its programs run.</summary>
    public ProgramMemory Memory => _memory;

    /// <summary>Measures the training examples.</summary>
    public PartEvaluation TrainPart { get; }

    /// <summary>Measures the test examples.</summary>
    public PartEvaluation TestPart { get; }

    /// <summary>Measures the held-out training examples; null when there are none.</summary>
    public PartEvaluation? ValidationPart { get; }

    /// <summary>Sets the parameters and clears the optimizer's state.</summary>
    public void Start(ImmutableArray<NamedTensor> weights)
    {
        _memory[_buffers.Parameters].Upload<float>(_tensors.ToFlat(weights));
        _memory[_buffers.State].Fill(0);
    }

    /// <summary>Sets parameters and optimizer state as a checkpoint has them.</summary>
    public void Resume(TrialCheckpoint checkpoint)
    {
        _memory[_buffers.Parameters].Upload<float>(_tensors.ToFlat(checkpoint.Tensors));
        _memory[_buffers.State].Upload<float>(_tensors.StateToFlat(checkpoint.Tensors));
    }

    /// <summary>The parameters as they are.</summary>
    public ImmutableArray<NamedTensor> Weights() => _tensors.FromFlat(Download(_buffers.Parameters));

    /// <summary>Parameters and optimizer state as they are.</summary>
    public ImmutableArray<NamedTensor> State() => [.. Weights(), .. _tensors.StateFromFlat(Download(_buffers.State))];

    /// <summary>Brings the order of an update's epoch to the device and points the next step at the update's batch.</summary>
    /// <param name="update">The next update, from 0.</param>
    public void BeginEpoch(long update)
    {
        uint epoch = checked((uint)_schedule.EpochOf(update));
        ExampleOrder.Fill(_order, _request.Seed, epoch, _request.Training.Shuffle);
        _memory[_buffers.Order].Upload<uint>(_order);
        _memory[_buffers.Control].Upload<uint>([checked((uint)(update % _schedule.UpdatesPerEpoch * _schedule.BatchSize)), checked((uint)update), epoch, 0]);
    }

    /// <summary>Makes some updates of the epoch that was begun.</summary>
    /// <param name="update">The next update, from 0.</param>
    /// <param name="end">The update, from 0, to stop before.</param>
    /// <returns>The batch loss of each update made, valid until the next call.</returns>
    public ReadOnlySpan<float> Train(long update, long end)
    {
        int room = TrialBuffers.LossCapacity - (int)(update % TrialBuffers.LossCapacity);
        int count = _steps.Run((int)(update % _schedule.UpdatesPerEpoch), (int)Math.Min(end - update, room));
        Span<float> losses = _losses.AsSpan(0, count);
        _memory[_buffers.Losses].Download(losses, update % TrialBuffers.LossCapacity * sizeof(float));
        return losses;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (IDisposable recording in _recordings)
        {
            recording.Dispose();
        }

        _recordings.Clear();
        _memory.Dispose();
    }

    private T Keep<T>(T recording)
        where T : IDisposable
    {
        _recordings.Add(recording);
        return recording;
    }

    private void UploadConstants(TrainingDefinition training)
    {
        _memory[_buffers.Hyper].Upload(training.Optimizer.HyperBits.AsSpan());
        _memory[_buffers.LearningRates].Upload<float>([(float)training.LearningRate]);
        if (_buffers.EvaluationSample is { } sample)
        {
            // A fixed sample, the same for all trials: not drawn by their seeds.
            uint[] order = ExampleOrder.Create(_schedule.Examples, seed: 0, epoch: 0, shuffle: true);
            _memory[sample].Upload<uint>(order.AsSpan(0, (int)(sample.ByteLength / sizeof(uint))));
        }
    }

    private float[] Download(LogicalBuffer buffer)
    {
        float[] values = new float[buffer.ByteLength / sizeof(float)];
        _memory[buffer].Download<float>(values);
        return values;
    }
}
