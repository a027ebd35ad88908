using System.Collections.Immutable;
using System.Globalization;
using SweepDsl.Runtime.Data;
using SweepDsl.Runtime.Energy;
using SweepDsl.Runtime.Training.Device;
using SweepDsl.Runtime.Training.Packing;
using SweepDsl.Runtime.Training.Timing;
using SweepDsl.Runtime.Vulkan;

namespace SweepDsl.Runtime.Training;

/// <summary>Trains trials on one Vulkan device, which it owns together with the data set on it.</summary>
internal sealed class TrialTrainer : ITrialTrainer
{
    private readonly Dataset _dataset;
    private readonly ImmutableArray<Augmentation> _augmentations;
    private readonly CoreWorkers _workers;
    private TrainerDevice _device;
    private DeviceDataset _data;
    private bool _isTuningTold;
    private IReadOnlyList<string> _messagesBeforeReopening = [];

    /// <summary>Brings the data to the device.</summary>
    /// <param name="device">The device; owned from now on.</param>
    /// <param name="dataset">The data.</param>
    /// <param name="augmentations">Random changes of training images.</param>
    public TrialTrainer(TrainerDevice device, Dataset dataset, ImmutableArray<Augmentation> augmentations)
    {
        (_device, _dataset, _augmentations) = (device, dataset, augmentations);
        _data = new DeviceDataset(device.Gpu, dataset);
        _workers = new CoreWorkers(OpenBeside);
        Data = new DataDescription(dataset.Train.Count, dataset.Validation?.Count ?? 0, dataset.Test.Count, dataset.Fingerprint)
        {
            ClassNames = dataset.ClassNames,
            Scaling = dataset.Scaling,
        };
    }

    /// <inheritdoc/>
    public TrainingEnvironment Environment => _device.Environment;

    /// <inheritdoc/>
    public TrainingEnvironment EnvironmentOf(TrainingDefinition training)
    {
        try
        {
            return _device.EnvironmentOf(training.Precision);
        }
        catch (DeviceLostException)
        {
            ReopenLostDevice();
            return _device.EnvironmentOf(training.Precision);
        }
    }

    /// <inheritdoc/>
    public string? TakeNotice() => _device.TakeMatrixRefusal() is { } refusal ? $"{refusal} Products of float16 are made without units for matrices." : null;

    /// <inheritdoc/>
    public IReadOnlyList<string> ValidationMessages =>
        [.. OwnMessages, .. _workers.ValidationMessages];

    /// <inheritdoc/>
    public DataDescription Data { get; }

    /// <inheritdoc/>
    public ImmutableSortedDictionary<string, string> TileChoices => _device.TileChoices.SetItems(_workers.TileChoices);

    /// <inheritdoc/>
    public TrainerMemory Memory => new(_data.Memory.ByteLength, _device.Gpu.Memory.FreeBytes() + _workers.DataBytes);

    /// <inheritdoc/>
    public IEnergySensor? Energy => EnergySensors.For(_device.Gpu.Info);

    /// <inheritdoc/>
    public string? Lacks(TrainingDefinition training) => _device.Lacks(training);

    /// <inheritdoc/>
    public TrialMemory MemoryOf(TrialRequest request) => WithinLimits(request, () => Plan(request).MemoryOn(_device.Gpu));

    /// <inheritdoc/>
    public ImmutableArray<KernelTime> TimeKernels(TrialRequest request, TimeSpan time, CancellationToken stop)
    {
        if (_workers.First is { } worker)
        {
            return worker.TimeKernels(request, time, stop); // As they were trained.
        }

        if (_device.Gpu.Limits.TimestampBits == 0)
        {
            return [];
        }

        // A batch of more examples than there are has all of them.
        TrainingDefinition training = request.Training with { BatchSize = Math.Min(request.Training.BatchSize, Data.TrainExamples) };
        using MeasuredTrial trial = new(_device, _data, _augmentations, request.Network, training, request.Seed);
        return StepTimer.Kernels(_device.Gpu, trial, time, stop);
    }

    /// <inheritdoc/>
    public void Tune(IReadOnlyList<TrialRequest> requests, Action<string> notice, CancellationToken stop)
    {
        if (!_device.TimesAllTiles)
        {
            return;
        }

        bool isTimed = false;
        try
        {
            TrialRequest[] points = [.. requests.DistinctBy(request => (request.Network, request.Training), TrialRequest.PointComparer)];
            for (int i = 0; i < points.Length && !stop.IsCancellationRequested; i++)
            {
                isTimed = false;
                _device.TimeTiles(() => PlanInVain(points[i]), Begins, stop);
                if (isTimed && i + 1 < points.Length)
                {
                    notice(string.Create(CultureInfo.InvariantCulture, $"Timed the kernels of {i + 1} of {points.Length} points."));
                }
            }
        }
        catch (DeviceLostException error)
        {
            notice($"{Environment.Device} was lost over the timing of kernels, and trials take those that are known by now: {error.Message}");
            ReopenLostDevice();
        }

        void Begins(string _)
        {
            isTimed = true;
            if (!_isTuningTold)
            {
                _isTuningTold = true;
                notice($"Timing kernels on {Environment.Device} (--tune full), which takes minutes on software devices; Ctrl-C ends it. What is found is kept for later runs.");
            }
        }
    }

    /// <inheritdoc/>
    public TrialWorkers ShareOut(Workload load)
    {
        CoreSplit? split = SoftwareThreads.CanBeChosen ? CoreSplit.Of(_device.Gpu.Info, System.Environment.ProcessorCount, load, Memory) : null;
        return _workers.Of(split, whole: new TrialWorkers([this], load.Pack));
    }

    /// <inheritdoc/>
    public void Train(ITrialQueue queue, PackSize pack, CancellationToken stop)
    {
        SoloTimes solo = new();
        IPackLimit limit = pack.Trials is { } trials ? new FixedPack(trials) : new MeasuredPack(solo, queue.Notice);
        do
        {
            ReopenLostDevice();
            using TrialPack packed = new(_device.Gpu, Prepare, queue, limit, solo, stop);
            packed.Run();
        }
        while (_device.Gpu.IsLost);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _workers.Dispose();
        _data.Dispose();
        _device.Dispose();
    }

    // What cannot be planned fails when its turn comes, and says why.
    private void PlanInVain(TrialRequest request)
    {
        try
        {
            Plan(request);
        }
        catch (DeviceLimitException)
        {
        }
    }

    private TrialTrainer OpenBeside(int threads)
    {
        TrainerDevice device = _device.OpenBeside(threads);
        try
        {
            return new TrialTrainer(device, _dataset, _augmentations);
        }
        catch
        {
            device.Dispose();
            throw;
        }
    }

    private IReadOnlyList<string> OwnMessages => [.. _messagesBeforeReopening, .. _device.Gpu.ValidationMessages.Select(message => message.ToString())];

    private TrialPlan Plan(TrialRequest request) => new(_data, _device.Tiles, _augmentations, request);

    private TrialSlot Prepare(TrialJob job) => WithinLimits(job.Request, () =>
    {
        TrialPlan plan = Plan(job.Request);
        TrialMemory memory = plan.MemoryOn(_device.Gpu);
        DeviceTrial trial = new(_device.Kernels, _data, plan);
        try
        {
            // Drivers of hardware compile when a pipeline is made; there it would wait for what the others in flight have submitted.
            if (_device.Gpu.Info.Type == GpuDeviceType.Cpu)
            {
                trial.WarmUp();
            }

            return new TrialSlot(job, plan, trial, memory);
        }
        catch
        {
            trial.Dispose();
            throw;
        }
    });

    private T WithinLimits<T>(TrialRequest request, Func<T> prepare)
    {
        try
        {
            return prepare();
        }
        catch (DeviceLimitException error)
        {
            // Kernels and bindings have limits, and say by which buffer and by how much they are passed.
            throw new SweepException(
                ExitCode.TrialsFailed, $"{request.Name} goes over a limit of {_device.Environment.Device}: {error.Message} A smaller batch_size or network fits.", error);
        }
    }

    // What was in flight when the device was lost has ended, some of it to be tried again: that, and what comes after it, needs a device.
    private void ReopenLostDevice()
    {
        if (_device.Gpu.IsLost)
        {
            IReadOnlyList<string> messages = OwnMessages;
            _data.Dispose();
            TrainerDevice reopened = _device.Reopen();
            try
            {
                _data = new DeviceDataset(reopened.Gpu, _dataset);
            }
            catch
            {
                // The lost one stays, to be closed with this.
                reopened.Dispose();
                throw;
            }

            (_device, _messagesBeforeReopening) = (reopened, messages);
        }
    }
}
