using System.Collections.Immutable;
using SweepDsl.Runtime.Data;
using SweepDsl.Runtime.Kernels;
using SweepDsl.Runtime.Kernels.Planning;
using SweepDsl.Runtime.Network;
using SweepDsl.Runtime.Vulkan;

namespace SweepDsl.Runtime.Training.Device;

/// <summary>
/// A trial on its device: memory, bound programs, and the few things the host does with them. The host writes only where an epoch or an
/// evaluation begins, when nothing that is under way uses what it writes.
/// </summary>
internal sealed class DeviceTrial : IDisposable
{
    private readonly TrialPlan _plan;
    private readonly TrialTensors _tensors;
    private readonly ProgramMemory _memory;
    private readonly List<IDisposable> _bound = [];
    private readonly GpuDevice _device;
    private readonly ImmutableArray<BoundProgram> _programs;
    private readonly uint[] _order;
    private readonly float[] _rates;
    private readonly uint[] _mixing;

    /// <summary>Allocates and binds a trial, and brings its optimizer's constants to the device.</summary>
    /// <param name="library">Compiles its kernels.</param>
    /// <param name="data">The data set on the device.</param>
    /// <param name="plan">The trial.</param>
    /// <exception cref="OutOfDeviceMemoryException">It does not fit the device.</exception>
    /// <exception cref="ArgumentException">A dispatch goes over a limit of the device.</exception>
    public DeviceTrial(KernelLibrary library, DeviceDataset data, TrialPlan plan)
    {
        (_plan, _device) = (plan, library.Device);
        _tensors = new TrialTensors(plan.Network, plan.Request.Training.Optimizer);
        _order = new uint[plan.Schedule.Examples];
        _rates = new float[plan.Buffers.LearningRates.ByteLength / sizeof(float)];
        _mixing = plan.MixupAlpha is null ? [] : new uint[plan.Schedule.Examples * MixupPairs.Words];
        _memory = new ProgramMemory(library.Device, data.Memory, plan.Memory);
        try
        {
            Steps = Keep(new BoundBatches(library, _memory, plan.Steps, "step"));
            TrainPart = Keep(new PartEvaluation(library, _memory, plan.TrainPart));
            TestPart = Keep(new PartEvaluation(library, _memory, plan.TestPart));
            ValidationPart = plan.ValidationPart is { } part ? Keep(new PartEvaluation(library, _memory, part)) : null;
            _programs = [.. Steps.Programs, .. TrainPart.Batches.Programs, .. TestPart.Batches.Programs, .. ValidationPart?.Batches.Programs ?? []];
            UploadConstants(plan.Request.Training);
        }
        catch
        {
            Dispose();
            throw;
        }
    }

    /// <summary>Bytes allocated on the device for this trial.</summary>
    public long ByteLength => _memory.ByteLength;

    /// <summary>About what an example costs on its way through the network, in multiply-adds.</summary>
    public double MultiplyAdds => _plan.Network.MultiplyAdds;

    /// <summary>Where its programs run.</summary>
    public ProgramMemory Memory => _memory;

    /// <summary>The updates of an epoch.</summary>
    public BoundBatches Steps { get; }

    /// <summary>Measures the training examples.</summary>
    public PartEvaluation TrainPart { get; }

    /// <summary>Measures the test examples.</summary>
    public PartEvaluation TestPart { get; }

    /// <summary>Measures the held-out training examples; null when there are none.</summary>
    public PartEvaluation? ValidationPart { get; }

    private TrialBuffers Buffers => _plan.Buffers;

    /// <summary>Sets the parameters and running statistics and clears the optimizer's state.</summary>
    public void Start(ImmutableArray<NamedTensor> weights)
    {
        SetNetwork(weights);
        SetAverages(weights);
        _memory[Buffers.State].Fill(0);
        SetLossScale(LossScaleState.First);
    }

    /// <summary>Sets parameters, running statistics, optimizer state and loss scale as a checkpoint has them.</summary>
    public void Resume(TrialCheckpoint checkpoint)
    {
        SetNetwork(checkpoint.Tensors);
        SetAverages(TrialTensors.Averages(checkpoint.Tensors));
        _memory[Buffers.State].Upload<float>(_tensors.StateToFlat(checkpoint.Tensors));
        SetLossScale(LossScaleState.From(checkpoint.Tensors));
    }

    /// <summary>The parameters and running statistics as they are.</summary>
    public ImmutableArray<NamedTensor> Weights() => [.. _tensors.FromFlat(Download(Buffers.Parameters)), .. RunningStatistics()];

    /// <summary>What layers keep for evaluations as it is; mostly empty.</summary>
    public ImmutableArray<NamedTensor> RunningStatistics() => Buffers.RunningStatistics is { } running ? _tensors.RunningFromFlat(Download(running)) : [];

    /// <summary>The moving average of the parameters as it is; empty where there is none.</summary>
    public ImmutableArray<NamedTensor> Averages(string prefix = "") => Buffers.Averages is { } averages ? _tensors.FromFlat(Download(averages), prefix) : [];

    /// <summary>Parameters, running statistics, the average of the parameters, optimizer state and loss scale as they are.</summary>
    public ImmutableArray<NamedTensor> State() => [.. Weights(), .. Averages(TrialTensors.AveragePrefix), .. _tensors.StateFromFlat(Download(Buffers.State)), .. LossScale()];

    /// <summary>Brings the order of an update's epoch to the device, and points the next step at the update's batch.</summary>
    /// <param name="update">The next update, from 0.</param>
    public void BeginEpoch(long update)
    {
        BatchSchedule schedule = _plan.Schedule;
        uint epoch = checked((uint)schedule.EpochOf(update));
        ExampleOrder.Fill(_order, _plan.Request.Seed, epoch, _plan.Request.Training.Shuffle);
        _memory[Buffers.Order].Upload<uint>(_order);
        if (!_plan.LearningRates.IsConstant)
        {
            _plan.LearningRates.Fill(epoch * (long)schedule.UpdatesPerEpoch, _rates);
            _memory[Buffers.LearningRates].Upload<float>(_rates);
        }

        if (_plan.MixupAlpha is { } alpha)
        {
            MixupPairs.Fill(_mixing, alpha, _plan.Request.Seed, epoch);
            _memory[Buffers.Mixing!].Upload<uint>(_mixing);
        }

        _memory[Buffers.Control].Upload<uint>([checked((uint)(update % schedule.UpdatesPerEpoch * schedule.BatchSize)), checked((uint)update), epoch, 0]);
    }

    /// <summary>Begins an evaluation: what is measured next counts from nothing.</summary>
    public void BeginEvaluation()
    {
        TrainPart.Begin();
        TestPart.Begin();
        ValidationPart?.Begin();
    }

    /// <summary>Reads the batch losses of updates that were made; later ones may be under way.</summary>
    /// <param name="update">The first of them, from 0.</param>
    /// <param name="losses">Where to; they do not reach past a multiple of <see cref="TrialBuffers.LossCapacity"/>.</param>
    public void ReadLosses(long update, Span<float> losses) => _memory[Buffers.Losses].Download(losses, update % TrialBuffers.LossCapacity * sizeof(float));

    /// <summary>Whether a program is one of this trial's.</summary>
    public bool Owns(BoundProgram program) => _programs.Contains(program);

    /// <summary>Launches all kernels once on nothing, and waits: a driver that compiles a kernel when it is first launched does it now, before the trial's clock runs.</summary>
    /// <exception cref="DeviceLostException">The device was lost.</exception>
    public void WarmUp()
    {
        using CommandRecorder recorder = new(_device, "warm up");
        BoundProgram.RecordWarmUp(recorder, _programs);
        using RecordedCommands recording = recorder.End();
        _device.Queue.Submit(recording).Wait();
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (IDisposable bound in _bound)
        {
            bound.Dispose();
        }

        _bound.Clear();
        _memory.Dispose();
    }

    private T Keep<T>(T bound)
        where T : IDisposable
    {
        _bound.Add(bound);
        return bound;
    }

    private void UploadConstants(TrainingDefinition training)
    {
        _memory[Buffers.Hyper].Upload(training.Optimizer.HyperBits.AsSpan());
        if (_plan.LearningRates.IsConstant)
        {
            _memory[Buffers.LearningRates].Upload<float>([(float)training.LearningRate]);
        }

        if (Buffers.Tensors is { } tensors)
        {
            _memory[tensors].Upload<uint>(TensorTable());
        }

        if (Buffers.EvaluationSample is { } sample)
        {
            // A fixed sample, the same for all trials: not drawn by their seeds.
            uint[] order = ExampleOrder.Create(_plan.Schedule.Examples, seed: 0, epoch: 0, shuffle: true);
            _memory[sample].Upload<uint>(order.AsSpan(0, (int)(sample.ByteLength / sizeof(uint))));
        }
    }

    // Biases, scales, and whatever else has one dimension, keep the learning rate itself: their norms say little (You et al. 2017 and all who train by it since).
    private uint[] TensorTable() =>
    [
        .. _plan.Network.Parameters.SelectMany(tensor => new[]
        {
            (uint)(tensor.FloatOffset / TrustKernels.BlockValues),
            (uint)((tensor.FloatEnd - tensor.FloatOffset) / TrustKernels.BlockValues),
            tensor.Role == ParameterRole.Weight && tensor.Layout.FileShape.Length > 1 ? 1u : 0u,
            0u,
        }),
    ];

    private void SetAverages(ImmutableArray<NamedTensor> values)
    {
        if (Buffers.Averages is { } averages)
        {
            _memory[averages].Upload<float>(_tensors.ToFlat(values));
        }
    }

    private void SetNetwork(ImmutableArray<NamedTensor> tensors)
    {
        _memory[Buffers.Parameters].Upload<float>(_tensors.ToFlat(tensors));
        if (Buffers.RunningStatistics is { } running)
        {
            _memory[running].Upload<float>(_tensors.RunningToFlat(tensors));
        }
    }

    private void SetLossScale(LossScaleState state)
    {
        if (Buffers.LossScale is { } scale)
        {
            _memory[scale].Upload<uint>(state.Words);
        }
    }

    private ImmutableArray<NamedTensor> LossScale()
    {
        if (Buffers.LossScale is not { } scale)
        {
            return [];
        }

        uint[] words = new uint[LossScaleKernels.Bytes / sizeof(uint)];
        _memory[scale].Download<uint>(words);
        return [LossScaleState.Of(words).ToTensor()];
    }

    private float[] Download(LogicalBuffer buffer)
    {
        float[] values = new float[buffer.ByteLength / sizeof(float)];
        _memory[buffer].Download<float>(values);
        return values;
    }
}
