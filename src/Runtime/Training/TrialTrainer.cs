using System.Collections.Immutable;
using System.Diagnostics;
using SweepDsl.Runtime.Data;
using SweepDsl.Runtime.Network;
using SweepDsl.Runtime.Training.Device;
using SweepDsl.Runtime.Training.Files;

namespace SweepDsl.Runtime.Training;

/// <summary>Trains trials one after another on one Vulkan device, which it owns together with the data set on it.</summary>
internal sealed class TrialTrainer : ITrialTrainer
{
    private readonly Dataset _dataset;
    private readonly ImmutableArray<Augmentation> _augmentations;
    private TrainerDevice _device;
    private DeviceDataset _data;

    /// <summary>Brings the data to the device.</summary>
    /// <param name="device">The device; owned from now on.</param>
    /// <param name="dataset">The data.</param>
    /// <param name="augmentations">Random changes of training images.</param>
    public TrialTrainer(TrainerDevice device, Dataset dataset, ImmutableArray<Augmentation> augmentations)
    {
        (_device, _dataset, _augmentations) = (device, dataset, augmentations);
        _data = new DeviceDataset(device.Gpu, dataset);
        Data = new DataDescription(dataset.Train.Count, dataset.Validation?.Count ?? 0, dataset.Test.Count, dataset.Fingerprint);
    }

    /// <inheritdoc/>
    public TrainingEnvironment Environment => _device.Environment;

    /// <inheritdoc/>
    public IReadOnlyList<string> ValidationMessages => [.. _device.Gpu.ValidationMessages.Select(message => message.ToString())];

    /// <inheritdoc/>
    public DataDescription Data { get; }

    /// <inheritdoc/>
    public TrialOutcome Train(TrialRequest request, ITrialSink sink, CancellationToken stop)
    {
        ReopenLostDevice();
        NetworkPlan network = NetworkPlan.Create(request.Network);
        BatchSchedule schedule = new(Data.TrainExamples, request.Training);
        using DeviceTrial trial = Prepare(network, schedule, request);
        TrialClock clock = new(request.Resume);
        long update = Start(trial, new TrialTensors(network, request.Training.Optimizer), request, sink);

        while (update < schedule.TotalUpdates)
        {
            long end = schedule.EndOfEpoch(schedule.EpochOf(update));
            trial.BeginEpoch(update);
            while (update < end)
            {
                long started = Stopwatch.GetTimestamp();
                ReadOnlySpan<float> losses = trial.Train(update, end);
                clock.Trained(started);
                int finite = CountFinite(losses);
                if (request.LogUpdates)
                {
                    sink.BatchLosses(update + 1, losses[..Math.Min(finite + 1, losses.Length)]);
                }

                if (finite < losses.Length)
                {
                    return new DivergedTrial(update + finite + 1);
                }

                update += losses.Length;
                sink.Progress(update, schedule.TotalUpdates);
                if (stop.IsCancellationRequested && update < end)
                {
                    sink.Checkpoint(CheckpointAt(update, schedule, trial, clock));
                    return new InterruptedTrial();
                }
            }

            sink.Evaluated(Evaluate(update, schedule, trial, clock));
            sink.Checkpoint(CheckpointAt(update, schedule, trial, clock));
            if (stop.IsCancellationRequested && update < schedule.TotalUpdates)
            {
                return new InterruptedTrial();
            }
        }

        return new FinishedTrial(trial.Weights());
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _data.Dispose();
        _device.Dispose();
    }

    private DeviceTrial Prepare(NetworkPlan network, BatchSchedule schedule, TrialRequest request)
    {
        try
        {
            return new DeviceTrial(_device.Kernels, _device.Tiles, _data, _augmentations, network, schedule, request);
        }
        catch (ArgumentException error)
        {
            // Kernels and bindings have limits, and say by which buffer and by how much they are passed.
            throw new SweepException(
                ExitCode.TrialsFailed, $"{request.Name} goes over a limit of {_device.Environment.Device}: {error.Message} A smaller batch_size or network fits.", error);
        }
    }

    // A trial that lost the device has failed; those after it need not.
    private void ReopenLostDevice()
    {
        if (_device.Gpu.IsLost)
        {
            _data.Dispose();
            TrainerDevice reopened = _device.Reopen();
            try
            {
                _data = new DeviceDataset(reopened.Gpu, _dataset);
            }
            catch
            {
                // The lost one stays, so that the next trial tries again.
                reopened.Dispose();
                throw;
            }

            _device = reopened;
        }
    }

    private static long Start(DeviceTrial trial, TrialTensors tensors, TrialRequest request, ITrialSink sink)
    {
        if (request.Resume is { } checkpoint)
        {
            trial.Resume(checkpoint);
            return checkpoint.Update;
        }

        ImmutableArray<NamedTensor> weights = request.Training.InitFrom is { } path ? tensors.Choose(Read(path), path) : tensors.Draw(request.Seed);
        trial.Start(weights);
        sink.InitialWeights(weights);
        return 0;
    }

    private static ImmutableArray<NamedTensor> Read(string path)
    {
        try
        {
            return SafetensorsFile.Read(path).Tensors;
        }
        catch (Exception error) when (error is SafetensorsException or IOException or UnauthorizedAccessException)
        {
            throw new SweepException(ExitCode.Data, $"init_from: cannot read '{path}': {error.Message}", error);
        }
    }

    private static Evaluation Evaluate(long update, BatchSchedule schedule, DeviceTrial trial, TrialClock clock)
    {
        long started = Stopwatch.GetTimestamp();
        LossAndAccuracy train = trial.TrainPart.Measure();
        LossAndAccuracy test = trial.TestPart.Measure();
        LossAndAccuracy? validation = trial.ValidationPart?.Measure();
        clock.Evaluated(started);
        return new Evaluation
        {
            Update = update,
            Epoch = (double)update / schedule.UpdatesPerEpoch,
            Examples = schedule.ExamplesSeen(update),
            TrainSeconds = clock.TrainSeconds,
            EvaluationSeconds = clock.EvaluationSeconds,
            TrainLoss = train.Loss,
            TrainAccuracy = train.Accuracy,
            TestLoss = test.Loss,
            TestAccuracy = test.Accuracy,
            ValidationLoss = validation?.Loss,
            ValidationAccuracy = validation?.Accuracy,
        };
    }

    private static TrialCheckpoint CheckpointAt(long update, BatchSchedule schedule, DeviceTrial trial, TrialClock clock) => new()
    {
        Update = update,
        Epoch = schedule.EpochOf(update),
        Position = update % schedule.UpdatesPerEpoch * schedule.BatchSize,
        Examples = schedule.ExamplesSeen(update),
        TrainSeconds = clock.TrainSeconds,
        EvaluationSeconds = clock.EvaluationSeconds,
        Tensors = trial.State(),
    };

    private static int CountFinite(ReadOnlySpan<float> losses)
    {
        for (int i = 0; i < losses.Length; i++)
        {
            if (!float.IsFinite(losses[i]))
            {
                return i;
            }
        }

        return losses.Length;
    }
}
