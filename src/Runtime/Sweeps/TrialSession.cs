using SweepDsl.Runtime.Sweeps.Store;
using SweepDsl.Runtime.Training;
using SweepDsl.Runtime.Training.Files;
using SweepDsl.Runtime.Vulkan;

namespace SweepDsl.Runtime.Sweeps;

/// <summary>One trial while it runs: its folder, open, from where it goes on to where it ends.</summary>
internal sealed class TrialSession : IDisposable
{
    private readonly SweepContext _sweep;
    private readonly TrainingEnvironment _environment;
    private readonly TrialFolder _folder;
    private readonly CheckpointFolder _checkpoint;
    private readonly TrialRecorder _recorder;

    /// <summary>Opens a trial's folder, at its checkpoint when there is one.</summary>
    /// <param name="sweep">The sweep.</param>
    /// <param name="trial">The trial.</param>
    /// <param name="environment">What it is going to run on.</param>
    /// <param name="isAlone">Whether it must not be packed with others.</param>
    /// <exception cref="SweepException">The results folder cannot be read or written (exit code 5).</exception>
    public TrialSession(SweepContext sweep, Trial trial, TrainingEnvironment environment, bool isAlone)
    {
        (_sweep, Trial, _environment) = (sweep, trial, environment);
        _folder = sweep.Results.Trial(trial.Id);
        _checkpoint = _folder.Checkpoint(trial, environment);
        (TrialCheckpoint? resume, MetricsFile metrics) = StorageFault.Guard(sweep.Results.Path, Open);
        sweep.Observer.TrialStarted(trial, resume?.Update ?? 0, (resume?.TrainSeconds + resume?.EvaluationSeconds) ?? 0);
        _recorder = new TrialRecorder(trial, sweep.Results, _folder, metrics, _checkpoint, sweep.Observer, sweep.Judge);
        try
        {
            sweep.Judge?.Begun(trial, StorageFault.Guard(sweep.Results.Path, _folder.ReadEvaluations));
            Job = JobOf(resume, isAlone);
        }
        catch
        {
            // Nobody has the session yet who would end it.
            _recorder.Dispose();
            sweep.Observer.TrialLeft(trial);
            throw;
        }
    }

    /// <summary>The trial.</summary>
    public Trial Trial { get; }

    /// <summary>What a trainer is given.</summary>
    public TrialJob Job { get; }

    /// <summary>Publishes how the trial ended.</summary>
    /// <returns>Null when it was interrupted; it can go on.</returns>
    /// <exception cref="SweepException">The results folder cannot be written (exit code 5).</exception>
    public TrialResult? End(TrialOutcome outcome)
    {
        if (!_folder.IsWhole)
        {
            throw new SweepException(ExitCode.Results, $"{_sweep.Results.Path} lost files of {Trial.Name} while it was trained: was the folder deleted? The same command computes again what is missing.");
        }

        if (Result(outcome) is not { } result)
        {
            return null;
        }

        _recorder.Flush();
        StorageFault.Guard(_sweep.Results.Path, () =>
        {
            _folder.Publish(result, _sweep.Plan.Experiment.Sweep.Metric.Name);
            if (result.Status != TrialStatus.Failed)
            {
                _checkpoint.Delete();
            }
        });
        return result;
    }

    /// <inheritdoc/>
    public void Dispose() => _recorder.Dispose();

    private TrialJob JobOf(TrialCheckpoint? resume, bool isAlone) => new(
        _sweep.Request(Trial) with
        {
            Resume = resume,

            // A trial that was begun with batch losses goes on with them: its description promises them all.
            LogUpdates = _folder.LogsUpdates() ?? _sweep.Options.LogUpdates,
        },
        _recorder,
        isAlone,
        _sweep.Judge?.PlaceOf(Trial) ?? 0);

    // The first state that is whole and whose metrics are all there; otherwise the trial starts anew.
    private (TrialCheckpoint? Resume, MetricsFile Metrics) Open()
    {
        TakeBackResult();
        ISweepObserver observer = _sweep.Observer;
        bool hadCheckpoint = _checkpoint.Exists;
        if (hadCheckpoint)
        {
            foreach ((TrialCheckpoint state, MetricsMark mark) in _checkpoint.Load(reason => observer.Warning($"{Trial.Name}: checkpoint refused: {reason}")))
            {
                if (_folder.ContinueMetrics(mark) is { } metrics)
                {
                    observer.Notice($"{Trial.Name} goes on from update {state.Update}.");
                    return (state, metrics);
                }

                observer.Warning($"{Trial.Name}: checkpoint of update {state.Update} refused: {_folder.MetricsPath} is not what it was then.");
            }

            observer.Warning($"{Trial.Name} starts again from its initial weights.");
        }

        _checkpoint.Delete();
        _folder.Describe(_sweep.Plan, Trial, _sweep.Options.LogUpdates);
        return (null, _folder.CreateMetrics());
    }

    // Of a trial that ended before and is run again: of one that has no batch losses, and is to have them, nothing can be kept.
    private void TakeBackResult()
    {
        if (_sweep.Options.LogUpdates && _folder.LogsUpdates() == false)
        {
            _folder.Delete();
        }
        else
        {
            _folder.DeleteResult();
        }
    }

    private TrialResult? Result(TrialOutcome outcome)
    {
        switch (outcome)
        {
            case FinishedTrial finished:
                StorageFault.Guard(_sweep.Results.Path, () => _folder.WriteFinalWeights(finished));
                return Result(TrialStatus.Finished, outcome);
            case DivergedTrial diverged:
                return Result(TrialStatus.Diverged, outcome) with { DivergedAt = diverged.Update };
            case PrunedTrial:
                // No weights are kept of it: it is no trained network.
                return Result(TrialStatus.Pruned, outcome) with { Pruning = _sweep.Judge!.PruningOf(Trial) };
            case InterruptedTrial:
                return null;
            case FailedTrial { Error: OperationCanceledException } when _sweep.IsStopping:
                return null;
            case FailedTrial { Error: SweepException { ExitCode: ExitCode.Results } error }:
                // The disk, not the trial.
                throw new SweepException(ExitCode.Results, error.Message, error);
            case FailedTrial { Error: var error }:
                // One trial that cannot be run must not cost the others; what went wrong is stored with it.
                return Result(TrialStatus.Failed, outcome) with { Error = error is SweepException or GpuException or ShaderException ? error.Message : error.ToString() };
            default:
                throw new NotSupportedException($"Unknown outcome {outcome.GetType().Name}.");
        }
    }

    private TrialResult Result(TrialStatus status, TrialOutcome outcome) => new()
    {
        Status = status,
        Cuts = Trial.Point.Training.OtherBudgets.IsEmpty ? [] : BudgetCut.Of(Trial.Point.Training, StorageFault.Guard(_sweep.Results.Path, _folder.ReadEvaluations)),
        Last = _recorder.Last ?? StorageFault.Guard(_sweep.Results.Path, () => _folder.ReadEvaluations().LastOrDefault()),
        Environment = _environment,
        PackedTrials = outcome.PackedTrials,
        MemoryBytes = outcome.Memory?.TotalBytes,
    };
}
