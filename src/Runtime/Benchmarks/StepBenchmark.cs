using System.Collections.Immutable;
using SweepDsl.Runtime.Data;
using SweepDsl.Runtime.Kernels;
using SweepDsl.Runtime.Kernels.Tuning;
using SweepDsl.Runtime.Network;
using SweepDsl.Runtime.Sweeps;
using SweepDsl.Runtime.Training;
using SweepDsl.Runtime.Training.Device;
using SweepDsl.Runtime.Vulkan;

namespace SweepDsl.Runtime.Benchmarks;

/// <summary>
/// Measures training steps of an experiment's network on synthetic data that lie on the device. What runs is the trial that training runs: its program, its recording, its
/// submissions and the reading of its losses. Not counted is what happens once an epoch (drawing its order) and evaluation.
/// </summary>
/// <param name="device">Where.</param>
/// <param name="effort">How long.</param>
internal sealed class StepBenchmark(TrainerDevice device, BenchmarkEffort effort)
{
    private const int TimedRuns = 7;

    /// <summary>Measures batch sizes one after another.</summary>
    /// <param name="experiment">The experiment.</param>
    /// <param name="batchSizes">The batch sizes; each positive.</param>
    /// <param name="measured">Called after each.</param>
    /// <exception cref="SweepException">A batch size goes over a limit of the device.</exception>
    public void Run(Experiment experiment, IReadOnlyList<int> batchSizes, Action<StepMeasurement> measured)
    {
        SweepPoint first = BenchmarkedPoint.Of(experiment, batchSizes[0]);
        int classes = NetworkPlan.Create(first.Network).Output.Elements;
        Dataset dataset = SyntheticDataset.Create(experiment.Dataset, first.Network.Input, classes, batchSizes.Max());
        using DeviceDataset data = new(device.Gpu, dataset);
        foreach (int batchSize in batchSizes)
        {
            measured(Measure(BenchmarkedPoint.Of(experiment, batchSize), data, experiment.Dataset.Augmentations));
        }
    }

    private StepMeasurement Measure(SweepPoint point, DeviceDataset data, ImmutableArray<Augmentation> augmentations)
    {
        TrialRequest request = new()
        {
            Name = $"bench.{point.Training.BatchSize}",
            Network = point.Network,
            Seed = 0,
            Training = point.Training with
            {
                Budget = Budget.Epochs(1), LastBatch = LastBatch.Drop, InitFrom = null,

                // Evaluations are recorded with the trial, and never run here.
                EvaluationTrainExamples = 1,
            },
        };
        (TrialPlan plan, DeviceTrial prepared) = Prepare(data, augmentations, request);
        using DeviceTrial trial = prepared;
        trial.Start(new TrialTensors(plan.Network, request.Training.Optimizer).Draw(request.Seed));
        using StepLoop loop = new(device.Gpu, trial, plan.Schedule);
        loop.WarmUp(effort.WarmUp);
        StepProgram program = plan.Steps.Full!;
        (ImmutableArray<double> rounds, ImmutableArray<double> gpu) = Rounds(trial, loop, program);
        return new StepMeasurement
        {
            BatchSize = plan.Schedule.BatchSize,
            RoundSeconds = rounds,
            Seconds = Median.Of(rounds),
            SubmissionSteps = loop.SubmissionSteps,
            Dispatches = program.Dispatches.Count(),
            Stages = program.Stages.Length,
            MemoryBytes = trial.ByteLength,
            GpuSeconds = gpu.IsEmpty ? null : Median.Of(gpu),
            Kernels = HasTimestamps ? ByKernel(trial, program) : [],
        };
    }

    private (TrialPlan Plan, DeviceTrial Trial) Prepare(DeviceDataset data, ImmutableArray<Augmentation> augmentations, TrialRequest request)
    {
        try
        {
            TrialPlan plan = new(data, device.Tiles, augmentations, request);
            return (plan, new DeviceTrial(device.Kernels, data, plan));
        }
        catch (ArgumentException error)
        {
            throw new SweepException(
                ExitCode.Usage, $"batch size {request.Training.BatchSize} goes over a limit of {device.Environment.Device}: {error.Message} Measure a smaller one.", error);
        }
    }

    private bool HasTimestamps => device.Gpu.Limits.TimestampBits > 0;

    // Rounds of training and runs by the device's clock in turn, so that what disturbs the machine disturbs both.
    private (ImmutableArray<double> Seconds, ImmutableArray<double> GpuSeconds) Rounds(DeviceTrial trial, StepLoop loop, StepProgram program)
    {
        using RecordedCommands? timed = HasTimestamps ? Record(trial, program, ProgramTimestamps.Ends) : null;
        ImmutableArray<double>.Builder seconds = ImmutableArray.CreateBuilder<double>(effort.Rounds);
        ImmutableArray<double>.Builder gpu = ImmutableArray.CreateBuilder<double>(effort.Rounds);
        for (int round = 0; round < effort.Rounds; round++)
        {
            seconds.Add(loop.Run(effort.Round));
            if (timed is not null)
            {
                // A step more than the epoch has would gather beyond its order.
                loop.BeginEpoch();
                device.Gpu.Queue.Submit(timed).Wait();
                gpu.Add(timed.ReadTimestamps()[^1] * 1e-9);
                loop.BeginEpoch();
            }
        }

        return (seconds.ToImmutable(), gpu.ToImmutable());
    }

    private ImmutableArray<KernelTime> ByKernel(DeviceTrial trial, StepProgram program)
    {
        using RecordedCommands commands = Record(trial, program, ProgramTimestamps.Dispatches);
        List<ImmutableArray<TimedDispatch>> runs = [];
        for (int run = 0; run < TimedRuns; run++)
        {
            trial.BeginEpoch(0);
            device.Gpu.Queue.Submit(commands).Wait();
            runs.Add(TimedDispatch.Of(program, commands.ReadTimestamps()));
        }

        return TimedDispatch.ByKernel(runs);
    }

    private RecordedCommands Record(DeviceTrial trial, StepProgram program, ProgramTimestamps timestamps) =>
        new ProgramRecorder(device.Kernels).Record(program, trial.Memory, "bench.timed", timestamps);
}
