using System.Collections.Immutable;
using SweepDsl.Runtime.Data;
using SweepDsl.Runtime.Kernels.Tuning;
using SweepDsl.Runtime.Network;
using SweepDsl.Runtime.Sweeps;
using SweepDsl.Runtime.Training;
using SweepDsl.Runtime.Training.Device;
using SweepDsl.Runtime.Training.Timing;
using SweepDsl.Runtime.Vulkan;

namespace SweepDsl.Runtime.Benchmarks;

/// <summary>
/// Measures training steps of an experiment's network on synthetic data that lie on the device. What runs is what training runs: trials with their programs, packed into one
/// recording, its submissions, the reading of losses, and the drawing of an epoch's order; only evaluations are left out.
/// </summary>
/// <param name="device">Where.</param>
/// <param name="effort">How long.</param>
/// <param name="pack">Trials in one command stream; positive.</param>
internal sealed class StepBenchmark(TrainerDevice device, BenchmarkEffort effort, int pack = 1)
{
    private const int TimedRuns = 7;

    private bool HasTimestamps => device.Gpu.Limits.TimestampBits > 0;

    /// <summary>Measures batch sizes one after another.</summary>
    /// <param name="experiment">The experiment.</param>
    /// <param name="batchSizes">The batch sizes; each positive.</param>
    /// <param name="precision">What to train in; null for what the experiment says.</param>
    /// <param name="measured">Called after each.</param>
    /// <exception cref="SweepException">A batch size goes over a limit of the device.</exception>
    public void Run(Experiment experiment, IReadOnlyList<int> batchSizes, Precision? precision, Action<StepMeasurement> measured) =>
        Run(experiment.Dataset, [.. batchSizes.Select(batchSize => In(precision, BenchmarkedPoint.Of(experiment, batchSize)))], measured);

    /// <summary>Measures points one after another.</summary>
    /// <param name="definition">The experiment's data.</param>
    /// <param name="points">The points; at least one.</param>
    /// <param name="measured">Called after each.</param>
    /// <exception cref="SweepException">A point goes over a limit of the device.</exception>
    public void Run(DatasetDefinition definition, IReadOnlyList<SweepPoint> points, Action<StepMeasurement> measured)
    {
        int classes = NetworkPlan.Create(points[0].Network).Output.Elements;
        Dataset dataset = SyntheticDataset.Create(definition, points[0].Network.Input, classes, points.Max(point => point.Training.BatchSize));
        using DeviceDataset data = new(device.Gpu, dataset);
        foreach (SweepPoint point in points)
        {
            List<MeasuredTrial> trials = [];
            try
            {
                for (int seed = 0; seed < pack; seed++)
                {
                    trials.Add(new MeasuredTrial(device, data, definition.Augmentations, point.Network, point.Training, seed));
                }

                measured(Measure(trials));
            }
            finally
            {
                trials.ForEach(trial => trial.Dispose());
            }
        }
    }

    private static SweepPoint In(Precision? precision, SweepPoint point) =>
        point with { Training = point.Training with { Precision = precision ?? point.Training.Precision } };

    private StepMeasurement Measure(List<MeasuredTrial> trials)
    {
        MeasuredTrial first = trials[0];
        using StepLoop loop = new(device.Gpu, [.. trials.Select(trial => trial.Trial)], first.Schedule);
        loop.WarmUp(effort.WarmUp);
        (ImmutableArray<double> rounds, ImmutableArray<double> gpu) = Rounds(loop);
        return new StepMeasurement
        {
            BatchSize = first.Schedule.BatchSize,
            Precision = first.Plan.Request.Training.Precision,
            Pack = trials.Count,
            RoundSeconds = rounds,
            Seconds = Median.Of(rounds),
            SubmissionSteps = loop.SubmissionSteps,
            Dispatches = first.Program.Dispatches.Count(),
            Stages = first.Program.Stages.Length,
            MemoryBytes = trials.Sum(trial => trial.Trial.ByteLength),
            GpuSeconds = gpu.IsEmpty ? null : Median.Of(gpu),
            Kernels = HasTimestamps ? ByKernel(first, loop) : [],
        };
    }

    // Rounds of training and runs by the device's clock in turn, so that what disturbs the machine disturbs both.
    private (ImmutableArray<double> Seconds, ImmutableArray<double> GpuSeconds) Rounds(StepLoop loop)
    {
        using RecordedCommands? timed = HasTimestamps ? loop.RecordTimed() : null;
        ImmutableArray<double>.Builder seconds = ImmutableArray.CreateBuilder<double>(effort.Rounds);
        ImmutableArray<double>.Builder gpu = ImmutableArray.CreateBuilder<double>(effort.Rounds);
        for (int round = 0; round < effort.Rounds; round++)
        {
            seconds.Add(loop.Run(effort.Round));
            if (timed is not null)
            {
                gpu.Add(loop.RunOnce(timed)[^1] * 1e-9);
            }
        }

        return (seconds.ToImmutable(), gpu.ToImmutable());
    }

    private static ImmutableArray<KernelTime> ByKernel(MeasuredTrial trial, StepLoop loop)
    {
        using RecordedCommands commands = trial.RecordTimed();
        return TimedDispatch.ByKernel([.. Enumerable.Range(0, TimedRuns).Select(_ => TimedDispatch.Of(trial.Program, loop.RunOnce(commands)))]);
    }
}
