using System.Collections.Immutable;
using System.Diagnostics;
using SweepDsl.Runtime.Vulkan;

namespace SweepDsl.Runtime.Training.Timing;

/// <summary>Times the kernels of a training step, each dispatch by the device's clock.</summary>
internal static class StepTimer
{
    // Drivers compile, and processors find their speed, while these run.
    private const int WarmUpSteps = 3;
    private const int LeastSteps = 5;

    /// <summary>The device time of a step by kernel, longest first: medians over as many steps as the time allows, five at least.</summary>
    /// <param name="gpu">The device; it has timestamps.</param>
    /// <param name="trial">What trains on it.</param>
    /// <param name="time">How long to go on.</param>
    /// <param name="stop">Ends it between two steps; throws <see cref="OperationCanceledException"/> then.</param>
    public static ImmutableArray<KernelTime> Kernels(GpuDevice gpu, MeasuredTrial trial, TimeSpan time, CancellationToken stop)
    {
        using RecordedCommands commands = trial.RecordTimed();
        List<ImmutableArray<TimedDispatch>> runs = [];
        long start = Stopwatch.GetTimestamp();
        for (long update = 0; runs.Count < LeastSteps || Stopwatch.GetElapsedTime(start) < time; update++)
        {
            stop.ThrowIfCancellationRequested();
            if (update % trial.Schedule.UpdatesPerEpoch == 0)
            {
                trial.Trial.BeginEpoch(update);
            }

            gpu.Queue.Submit(commands).Wait();
            if (update >= WarmUpSteps)
            {
                runs.Add(TimedDispatch.Of(trial.Program, commands.ReadTimestamps()));
            }
        }

        return TimedDispatch.ByKernel(runs);
    }
}
