using System.Collections.Immutable;
using System.Diagnostics;
using SweepDsl.Runtime.Data;
using SweepDsl.Runtime.Sweeps;
using SweepDsl.Runtime.Training;
using SweepDsl.Runtime.Training.Device;
using SweepDsl.Runtime.Training.Timing;
using SweepDsl.Runtime.Vulkan;

namespace SweepDsl.Runtime.Benchmarks;

/// <summary>Profiles training on an experiment's own data: after a warm-up in the training loop some steps run with each dispatch timed, one a submission.</summary>
/// <param name="device">Where; it must have timestamps.</param>
/// <param name="effort">How long the training loop runs before.</param>
internal sealed class StepProfiler(TrainerDevice device, BenchmarkEffort effort)
{
    /// <summary>Trains and profiles.</summary>
    /// <param name="dataset">The data.</param>
    /// <param name="augmentations">Random changes of training images.</param>
    /// <param name="point">Network and training; the batch is no larger than the training set.</param>
    /// <param name="seed">The seed.</param>
    /// <param name="steps">How many steps to profile; positive.</param>
    /// <param name="stop">Ends it between two steps; throws <see cref="OperationCanceledException"/> then.</param>
    /// <exception cref="SweepException">The device has no timestamps (exit code 3), or the batch goes over a limit of the device or the data (2).</exception>
    public StepProfile Run(Dataset dataset, ImmutableArray<Augmentation> augmentations, SweepPoint point, int seed, int steps, CancellationToken stop)
    {
        if (device.Gpu.Limits.TimestampBits == 0)
        {
            throw new SweepException(
                ExitCode.NoDevice,
                $"{device.Environment.Device} notes no times on its compute queue, so there is nothing to profile by; 'sweep bench step' measures whole steps with the host's clock. Another --device may do.");
        }

        using DeviceDataset data = new(device.Gpu, dataset);
        using MeasuredTrial trial = new(device, data, augmentations, point.Network, point.Training, seed);
        using StepLoop loop = new(device.Gpu, [trial.Trial], trial.Schedule);
        loop.WarmUp(effort.WarmUp);
        double seconds = loop.Run(effort.Round);
        return new StepProfile(point.Training.BatchSize, seconds, trial.Program, Profile(trial, loop, steps, stop));
    }

    private ImmutableArray<ProfiledStep> Profile(MeasuredTrial trial, StepLoop loop, int steps, CancellationToken stop)
    {
        using RecordedCommands commands = trial.RecordTimed();
        ImmutableArray<ProfiledStep>.Builder profiled = ImmutableArray.CreateBuilder<ProfiledStep>(steps);
        long start = Stopwatch.GetTimestamp();
        for (int step = 0; step < steps; step++)
        {
            stop.ThrowIfCancellationRequested();
            if (step % trial.Schedule.UpdatesPerEpoch == 0)
            {
                loop.BeginEpoch();
            }

            long begin = Nanoseconds(start);
            Submission submission = device.Gpu.Queue.Submit(commands);
            long submitted = Nanoseconds(start);
            submission.Wait();
            profiled.Add(new ProfiledStep(step, begin, submitted, Nanoseconds(start), TimedDispatch.Of(trial.Program, commands.ReadTimestamps())));
        }

        return profiled.ToImmutable();
    }

    private static long Nanoseconds(long since) => (long)Stopwatch.GetElapsedTime(since).TotalNanoseconds;
}
