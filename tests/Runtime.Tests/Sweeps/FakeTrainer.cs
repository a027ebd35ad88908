using SweepDsl.Runtime.Data;
using SweepDsl.Runtime.Energy;
using SweepDsl.Runtime.Training;
using SweepDsl.Runtime.Training.Timing;

namespace SweepDsl.Runtime.Tests.Sweeps;

/// <summary>Trains four numbers by a rule that is quick, depends on seed, batch size and every earlier update, and can be taken up at any update.</summary>
internal sealed class FakeTrainer : ITrialTrainer
{
    /// <summary>Seconds that an update takes by the trials' clocks.</summary>
    public const double SecondsPerUpdate = 0.5;

    private const int Parameters = 4;

    /// <summary>Called before each update with the trial's name and the number of updates made.</summary>
    public Action<string, long> BeforeUpdate { get; init; } = static (_, _) => { };

    /// <summary>Trials whose loss becomes infinite at the second update.</summary>
    public Func<TrialRequest, bool> Diverges { get; init; } = static _ => false;

    /// <summary>Accuracy on test and held-out examples after so many updates, where a test says it; otherwise it follows from weights and batch size.</summary>
    public Func<TrialRequest, long, double?> Accuracy { get; init; } = static (_, _) => null;

    public TrainingEnvironment Environment { get; init; } = new("Fake GPU", "fake 1.0", "0.1.0", "00112233445566778899");

    /// <summary>The unit for matrices that trials use, where a test says it.</summary>
    public Func<TrainingDefinition, string?> MatrixUnit { get; init; } = static _ => null;

    public TrainingEnvironment EnvironmentOf(TrainingDefinition training) => Environment with { MatrixUnit = MatrixUnit(training) };

    /// <summary>What it has to say, once.</summary>
    public string? NoticeOnce { get; set; }

    public string? TakeNotice()
    {
        string? notice = NoticeOnce;
        NoticeOnce = null;
        return notice;
    }

    public IReadOnlyList<string> ValidationMessages { get; init; } = [];

    public DataDescription Data { get; init; } = new(64, 0, 20, "fingerprint");

    /// <summary>How many trials were to be packed in each run.</summary>
    public List<PackSize> Packs { get; } = [];

    /// <summary>What was asked for, in order.</summary>
    public List<TrialRequest> Requests { get; } = [];

    public ImmutableSortedDictionary<string, string> TileChoices { get; init; } = ImmutableSortedDictionary<string, string>.Empty;

    /// <summary>What it says that it lacks.</summary>
    public string? Missing { get; init; }

    public IEnergySensor? Energy { get; init; }

    public string? Lacks(TrainingDefinition training) => Missing;

    public TrainerMemory Memory { get; init; } = new(1 << 20, 1 << 30);

    public TrialMemory MemoryOf(TrialRequest request) => new()
    {
        ParameterBytes = 16, GradientBytes = 16, StateBytes = 16, ArenaBytes = request.Training.BatchSize * 1024, TotalBytes = 64 + (request.Training.BatchSize * 1024),
    };

    /// <summary>Times a trial's kernels, where a test says how.</summary>
    public Func<TrialRequest, ImmutableArray<KernelTime>> Kernels { get; init; } = static _ => [];

    /// <summary>The trials whose kernels were timed.</summary>
    public List<TrialRequest> Timed { get; } = [];

    public ImmutableArray<KernelTime> TimeKernels(TrialRequest request, TimeSpan time, CancellationToken stop)
    {
        Timed.Add(request);
        return Kernels(request);
    }

    public void Train(ITrialQueue queue, PackSize pack, CancellationToken stop)
    {
        Packs.Add(pack);
        while (queue.Next() is { } job)
        {
            queue.Ended(job, Outcome(job, queue, stop));
        }
    }

    public void Dispose()
    {
    }

    private TrialOutcome Outcome(TrialJob job, ITrialQueue queue, CancellationToken stop)
    {
        try
        {
            return Train(job.Request, job.Sink, queue, stop);
        }
        catch (Exception error)
        {
            return new FailedTrial(error, MayBeAnothers: false);
        }
    }

    private TrialOutcome Train(TrialRequest request, ITrialSink sink, ITrialQueue queue, CancellationToken stop)
    {
        Requests.Add(request);
        BatchSchedule schedule = new(Data.TrainExamples, request.Training);
        (float[] weights, float[] momentum) = Start(request, sink);
        long[] timed = [.. request.Training.Budgets.Where(budget => budget.Unit == BudgetUnit.Seconds).Select(budget => (long)Math.Ceiling(budget.Amount / SecondsPerUpdate))];
        long total = Math.Max(schedule.BudgetedUpdates, timed.DefaultIfEmpty().Max());
        if (request.Resume?.Update < total && EndedEarly(sink, queue, stop) is { } ended)
        {
            return ended;
        }

        for (long update = request.Resume?.Update ?? 0; update < total; update++)
        {
            BeforeUpdate(request.Name, update);
            if (Diverges(request) && update == 1)
            {
                return new DivergedTrial(update + 1);
            }

            Step(request, update, weights, momentum);
            long done = update + 1;
            if (request.LogUpdates)
            {
                sink.BatchLosses(done, [Math.Abs(weights[0])]);
            }

            sink.Progress(new TrainingProgress(done, total, schedule.ExamplesSeen(done), 1.0 / done, SecondsPerUpdate * done));
            bool isEpochEnd = done % schedule.UpdatesPerEpoch == 0 || done == total;
            bool isEvaluated = schedule.NextEvaluation(update) == done || timed.Contains(done);
            if (isEvaluated)
            {
                sink.Evaluated(Measure(request, schedule, done, weights));
            }

            if (isEpochEnd || stop.IsCancellationRequested)
            {
                sink.Checkpoint(Checkpoint(schedule, done, weights, momentum));
            }

            if (stop.IsCancellationRequested && done < total)
            {
                return new InterruptedTrial();
            }

            if (isEvaluated && done < total && EndedEarly(sink, queue, stop) is { } early)
            {
                return early;
            }
        }

        return new FinishedTrial([new NamedTensor("layers.0.weight", [2, 2], weights)]);
    }

    private static TrialOutcome? EndedEarly(ITrialSink sink, ITrialQueue queue, CancellationToken stop)
    {
        TrialVerdict verdict;
        while ((verdict = sink.Judge()) == TrialVerdict.Wait && !stop.IsCancellationRequested)
        {
            queue.AwaitOthers(stop);
        }

        return verdict switch
        {
            TrialVerdict.Prune => new PrunedTrial(),
            TrialVerdict.Wait => new InterruptedTrial(),
            _ => null,
        };
    }

    private static (float[] Weights, float[] Momentum) Start(TrialRequest request, ITrialSink sink)
    {
        if (request.Resume is { } state)
        {
            return ([.. state.Tensors[0].Values], [.. state.Tensors[1].Values]);
        }

        float[] weights = [.. Enumerable.Range(0, Parameters).Select(i => Draw(request, -1, i))];
        sink.InitialWeights([new NamedTensor("layers.0.weight", [2, 2], [.. weights])]);
        return (weights, new float[Parameters]);
    }

    private static void Step(TrialRequest request, long update, float[] weights, float[] momentum)
    {
        for (int i = 0; i < weights.Length; i++)
        {
            momentum[i] = (0.5f * momentum[i]) + Draw(request, update, i);
            weights[i] = (0.9f * weights[i]) + (0.1f * momentum[i]);
        }
    }

    private static float Draw(TrialRequest request, long update, int index) =>
        new Philox(request.Seed, RandomPurpose.InitialWeights, request.Training.BatchSize).Draw((uint)(update + 1), (uint)index).Word0 / (float)uint.MaxValue;

    private static TrialCheckpoint Checkpoint(BatchSchedule schedule, long done, float[] weights, float[] momentum) => new()
    {
        Update = done,
        Epoch = schedule.EpochOf(done),
        Position = done % schedule.UpdatesPerEpoch * schedule.BatchSize,
        Examples = schedule.ExamplesSeen(done),
        TrainSeconds = SecondsPerUpdate * done,
        EvaluationSeconds = 0.25,
        Tensors = [new NamedTensor("layers.0.weight", [2, 2], [.. weights]), new NamedTensor("optimizer.momentum.layers.0.weight", [2, 2], [.. momentum])],
    };

    private Evaluation Measure(TrialRequest request, BatchSchedule schedule, long done, float[] weights) => new()
    {
        Update = done,
        Epoch = (double)done / schedule.UpdatesPerEpoch,
        Examples = schedule.ExamplesSeen(done),
        TrainSeconds = SecondsPerUpdate * done,
        EvaluationSeconds = 0.25,
        TrainLoss = 1.0 / (1 + done) + (weights[0] / 50),
        TrainAccuracy = 1 - (1.0 / (2 + done)),
        TestLoss = (1.0 / (1 + done)) + (weights[1] / 50),
        TestAccuracy = Accuracy(request, done) ?? (0.95 - (0.002 * request.Training.BatchSize) + (weights[2] / 50)),
        ValidationAccuracy = Accuracy(request, done),
        ValidationLoss = 1 - Accuracy(request, done),
    };
}
