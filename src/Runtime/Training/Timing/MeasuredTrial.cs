using System.Collections.Immutable;
using SweepDsl.Runtime.Data;
using SweepDsl.Runtime.Kernels;
using SweepDsl.Runtime.Network;
using SweepDsl.Runtime.Training.Device;
using SweepDsl.Runtime.Vulkan;

namespace SweepDsl.Runtime.Training.Timing;

/// <summary>A trial as training runs it, ready to be measured: weights drawn, nothing evaluated, an epoch's smaller last batch left out.</summary>
internal sealed class MeasuredTrial : IDisposable
{
    /// <summary>Allocates and records the trial.</summary>
    /// <param name="device">Where.</param>
    /// <param name="data">The data on the device.</param>
    /// <param name="augmentations">Random changes of training images.</param>
    /// <param name="network">The network.</param>
    /// <param name="training">How it is trained.</param>
    /// <param name="seed">The seed.</param>
    /// <exception cref="SweepException">It goes over a limit of the device (exit code 2), or the device lacks what it needs (exit code 3).</exception>
    public MeasuredTrial(TrainerDevice device, DeviceDataset data, ImmutableArray<Augmentation> augmentations, NetworkDefinition network, TrainingDefinition training, int seed)
    {
        if (device.Lacks(training) is { } lack)
        {
            throw new SweepException(ExitCode.NoDevice, $"Batch size {training.BatchSize} cannot be measured here: {lack}");
        }

        TrialRequest request = new()
        {
            Name = $"measured.{training.BatchSize}",
            Network = network,
            Seed = seed,
            Training = training with
            {
                Budget = Budget.Epochs(1), LastBatch = LastBatch.Drop, InitFrom = null,

                // Evaluations are recorded with the trial, and never run here.
                EvaluationTrainExamples = 1,
            },
        };
        try
        {
            Plan = new TrialPlan(data, device.Tiles, augmentations, request);
            Trial = new DeviceTrial(device.Kernels, data, Plan);
        }
        catch (DeviceLimitException error)
        {
            throw new SweepException(
                ExitCode.Usage, $"Batch size {training.BatchSize} goes over a limit of {device.Environment.Device}: {error.Message} Measure a smaller one.", error);
        }

        try
        {
            Trial.Start(new TrialTensors(Plan.Network, request.Training.Optimizer).Draw(seed));
        }
        catch
        {
            Trial.Dispose();
            throw;
        }
    }

    /// <summary>What it runs.</summary>
    public TrialPlan Plan { get; }

    /// <summary>The trial.</summary>
    public DeviceTrial Trial { get; }

    /// <summary>How its epochs fall into batches.</summary>
    public BatchSchedule Schedule => Plan.Schedule;

    /// <summary>What a step runs.</summary>
    public StepProgram Program => Plan.Steps.Full ?? throw new InvalidOperationException($"No batch of {Schedule.BatchSize} fits {Schedule.Examples} examples.");

    /// <summary>Records a step once more, with each dispatch timed.</summary>
    public RecordedCommands RecordTimed() => Trial.Steps.Full!.RecordTimed();

    /// <inheritdoc/>
    public void Dispose() => Trial.Dispose();
}
