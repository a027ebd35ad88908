using System.Collections.Immutable;
using SweepDsl.Runtime.Kernels;
using SweepDsl.Runtime.Training.Device;

namespace SweepDsl.Runtime.Training.Packing;

/// <summary>
/// A trial in flight: a stream of runs for the device, and what the host does where an epoch ends or training is measured. Runs are handed out before earlier ones have ended, so that
/// the device never waits for the host in between; what the sink sees keeps its order.
/// </summary>
internal sealed partial class TrialSlot : IDisposable
{
    private readonly DeviceTrial _trial;
    private readonly BatchSchedule _schedule;
    private readonly TrialClock _clock;
    private readonly TrainingTime _time;
    private readonly EpochPhases _phases = new();
    private readonly float[] _losses = new float[TrialBuffers.LossCapacity];
    private long _update;
    private long _updatesTaken;
    private long _checkpointed;
    private int _underWay;
    private bool _evaluates;

    /// <summary>Starts a trial, or goes on with it.</summary>
    /// <param name="job">The trial.</param>
    /// <param name="plan">What it runs.</param>
    /// <param name="trial">Its device memory and programs; owned from now on.</param>
    /// <param name="memory">The memory it takes.</param>
    public TrialSlot(TrialJob job, TrialPlan plan, DeviceTrial trial, TrialMemory memory)
    {
        (Job, _schedule, _trial, Memory) = (job, plan.Schedule, trial, memory);
        _clock = new TrialClock(job.Request.Resume);
        _time = new TrainingTime(job.Request.Training, _clock);
        _checkpointed = _update = StartingPoint.Set(trial, new TrialTensors(plan.Network, job.Request.Training.Optimizer), job);
        StepKind = (trial.Steps.Full ?? trial.Steps.Last)!.CostKind;
        if (job.Request.Resume is null)
        {
            GoOn(beginsEpoch: true);
        }
        else
        {
            Judge(beginsEpoch: true);
        }
    }

    /// <summary>The trial.</summary>
    public TrialJob Job { get; }

    /// <summary>The memory it takes.</summary>
    public TrialMemory Memory { get; }

    /// <summary>What its steps are like: equal for trials whose steps cost the same.</summary>
    public int StepKind { get; }

    /// <summary>The most trials that it was packed with, itself included.</summary>
    public int PackedTrials { get; private set; } = 1;

    /// <summary>How it ended; null while it goes on.</summary>
    public TrialOutcome? Outcome { get; private set; }

    private bool IsDone => _update == _schedule.TotalUpdates || (_update >= _schedule.BudgetedUpdates && _time.IsOver);

    /// <summary>What it runs next; null while it waits for the host.</summary>
    /// <param name="isStopping">Whether no more updates are wanted; an evaluation that was begun is brought to its end.</param>
    public Phase? Next(bool isStopping)
    {
        if (Outcome is not null || _phases.Next is not { } phase || (isStopping && phase.IsTraining))
        {
            return null;
        }

        return phase.IsTraining ? Limited(phase) : phase;
    }

    /// <summary>Takes runs of what is next for a submission.</summary>
    /// <param name="runs">How many; at most those of the phase.</param>
    /// <param name="isTraining">Whether they make updates.</param>
    /// <param name="packedTrials">Trials of the submission.</param>
    public void Take(int runs, bool isTraining, int packedTrials)
    {
        _phases.Take(runs);
        _updatesTaken += isTraining ? runs : 0;
        _underWay++;
        PackedTrials = Math.Max(PackedTrials, packedTrials);
    }

    /// <summary>Takes account of a submission that has ended.</summary>
    /// <param name="runs">Runs that were taken for it.</param>
    /// <param name="isTraining">Whether they made updates.</param>
    /// <param name="seconds">The trial's share of its time.</param>
    /// <param name="isStopping">Whether the trial is to end where it can go on from.</param>
    public void Ran(int runs, bool isTraining, double seconds, bool isStopping)
    {
        _underWay--;
        if (Outcome is not null)
        {
            // It ended while this was under way.
            return;
        }

        if (isTraining)
        {
            _clock.Trained(seconds);
            Read(runs);
            if (Outcome is null && _time.IsUp)
            {
                EndTraining();
            }
        }
        else
        {
            _clock.Evaluated(seconds);
        }

        if (Outcome is null && _underWay == 0)
        {
            if (_phases.Next is null)
            {
                EndPart(isStopping);
            }
            else if (isStopping && _phases.Next is { IsTraining: true })
            {
                Interrupt();
            }
        }
    }

    /// <summary>Ends a trial of which nothing is under way, so that it can go on from there.</summary>
    public void Interrupt()
    {
        CheckpointAnew();
        End(new InterruptedTrial());
    }

    /// <summary>Whether it can be interrupted at once.</summary>
    public bool IsBetweenUpdates => IsWaiting || (Outcome is null && _underWay == 0 && _phases.Next is { IsTraining: true });

    /// <summary>Ends the trial with an error.</summary>
    /// <param name="error">What went wrong.</param>
    /// <param name="mayBeAnothers">Whether a trial beside it may be the cause.</param>
    public void Fail(Exception error, bool mayBeAnothers) => End(new FailedTrial(error, mayBeAnothers));

    /// <summary>Whether a program is one of this trial's.</summary>
    public bool Owns(BoundProgram program) => _trial.Owns(program);

    /// <inheritdoc/>
    public void Dispose() => _trial.Dispose();

    private void Read(int updates)
    {
        Span<float> losses = _losses.AsSpan(0, updates);
        _trial.ReadLosses(_update, losses);
        int finite = CountFinite(losses);
        if (Job.Request.LogUpdates)
        {
            Job.Sink.BatchLosses(_update + 1, losses[..Math.Min(finite + 1, updates)]);
        }

        if (finite < updates)
        {
            End(new DivergedTrial(_update + finite + 1));
            return;
        }

        _update += updates;
        Job.Sink.Progress(new TrainingProgress(
            _update, Math.Max(_schedule.BudgetedUpdates, _time.TotalUpdates(_update)), _schedule.ExamplesSeen(_update), Mean(losses), _clock.Seconds));
    }

    private Phase? Limited(Phase phase)
    {
        // The losses of what is under way must all have a place of their own, and those of one submission lie together.
        long room = TrialBuffers.LossCapacity - (_updatesTaken % TrialBuffers.LossCapacity);

        // Time that is nearly up leaves room for a few more updates only, or makes wait until it is known whether it is.
        long inTime = _time.UpdatesLeft(_update, _updatesTaken);
        return inTime <= 0 && _underWay > 0 ? null : phase with { Runs = (int)Math.Min(phase.Runs, Math.Min(room, Math.Max(inTime, 1))) };
    }

    // Time is up within a part: what is under way is its end.
    private void EndTraining()
    {
        _phases.EndTraining();
        if (!_evaluates)
        {
            Evaluate();
        }
    }

    private void Evaluate()
    {
        _evaluates = true;
        _trial.BeginEvaluation();
        _phases.Evaluate(_trial);
    }

    private void EndPart(bool isStopping)
    {
        bool endsEpoch = _update % _schedule.UpdatesPerEpoch == 0;
        if (_evaluates)
        {
            Job.Sink.Evaluated(Evaluation());
            _time.EndUsed();
        }

        bool isDone = IsDone;

        if (endsEpoch || isDone)
        {
            Checkpoint();
        }

        if (isStopping && !isDone)
        {
            Interrupt();
        }
        else if (_evaluates)
        {
            Judge(endsEpoch);
        }
        else
        {
            GoOn(endsEpoch);
        }
    }

    // An epoch is trained in parts: each ends where the epoch does, or where training is measured.
    private void GoOn(bool beginsEpoch)
    {
        if (IsDone)
        {
            ImmutableArray<NamedTensor> averages = _trial.Averages();
            End(averages.IsEmpty ? new FinishedTrial(_trial.Weights()) : new FinishedTrial([.. averages, .. _trial.RunningStatistics()]) { RawWeights = _trial.Weights() });
            return;
        }

        if (beginsEpoch)
        {
            _trial.BeginEpoch(_update);
        }

        _updatesTaken = _update;
        long evaluation = _schedule.NextEvaluation(_update);
        long end = Math.Min(_schedule.EndOfEpoch(_schedule.EpochOf(_update)), evaluation);
        int first = (int)(_update % _schedule.UpdatesPerEpoch);
        _phases.Plan(_trial, first, first + (int)(end - _update));
        _evaluates = false;
        if (end == evaluation)
        {
            Evaluate();
        }
    }

    private void End(TrialOutcome outcome) => Outcome ??= outcome with { PackedTrials = PackedTrials, Memory = Memory };

    private Evaluation Evaluation()
    {
        LossAndAccuracy train = _trial.TrainPart.Read();
        LossAndAccuracy test = _trial.TestPart.Read();
        LossAndAccuracy? validation = _trial.ValidationPart?.Read();
        return new Evaluation
        {
            Update = _update,
            Epoch = (double)_update / _schedule.UpdatesPerEpoch,
            Examples = _schedule.ExamplesSeen(_update),
            TrainSeconds = _clock.TrainSeconds,
            EvaluationSeconds = _clock.EvaluationSeconds,
            TrainLoss = train.Loss,
            TrainAccuracy = train.Accuracy,
            TestLoss = test.Loss,
            TestAccuracy = test.Accuracy,
            ValidationLoss = validation?.Loss,
            ValidationAccuracy = validation?.Accuracy,
        };
    }

    private void Checkpoint()
    {
        Job.Sink.Checkpoint(new TrialCheckpoint
        {
            Update = _update,
            Epoch = _schedule.EpochOf(_update),
            Position = _update % _schedule.UpdatesPerEpoch * _schedule.BatchSize,
            Examples = _schedule.ExamplesSeen(_update),
            TrainSeconds = _clock.TrainSeconds,
            EvaluationSeconds = _clock.EvaluationSeconds,
            Tensors = _trial.State(),
        });
        _checkpointed = _update;
    }

    private static double Mean(ReadOnlySpan<float> losses)
    {
        double sum = 0;
        foreach (float loss in losses)
        {
            sum += loss;
        }

        return sum / losses.Length;
    }

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
