using SweepDsl.Runtime.Sweeps.EarlyStopping;
using SweepDsl.Runtime.Sweeps.Store;
using SweepDsl.Runtime.Training;

namespace SweepDsl.Runtime.Sweeps;

/// <summary>What all trials of a sweep under way share. Used from the threads of several devices.</summary>
internal sealed class SweepContext : IDisposable
{
    private readonly Lock _gate = new();
    private readonly CancellationTokenSource _stop;

    /// <summary>Begins a sweep.</summary>
    /// <param name="plan">The plan.</param>
    /// <param name="results">The results folder.</param>
    /// <param name="observer">The observer; told by one thread at a time.</param>
    /// <param name="options">How trials are run.</param>
    /// <param name="stop">The user's wish to end.</param>
    public SweepContext(StudyPlan plan, ResultsFolder results, ISweepObserver observer, RunOptions options, CancellationToken stop)
    {
        (Plan, Results, Observer, Options) = (plan, results, observer, options);
        _stop = CancellationTokenSource.CreateLinkedTokenSource(stop);
        Target = new TargetWatch(plan.Experiment.Sweep.Metric, observer.Notice);
    }

    /// <summary>The plan.</summary>
    public StudyPlan Plan { get; }

    /// <summary>The results folder.</summary>
    public ResultsFolder Results { get; }

    /// <summary>The observer.</summary>
    public ISweepObserver Observer { get; }

    /// <summary>Knows whether a trial reached the metric's target.</summary>
    public TargetWatch Target { get; }

    /// <summary>How trials are run.</summary>
    public RunOptions Options { get; }

    /// <summary>Ends trials that do worse than others; null where all are trained to their end.</summary>
    public TrialJudge? Judge { get; set; }

    /// <summary>Cancelled when the user, or a disk that refuses, ends the sweep.</summary>
    public CancellationToken Stop => _stop.Token;

    /// <summary>Whether the sweep is to end.</summary>
    public bool IsStopping => _stop.IsCancellationRequested;

    /// <summary>Trials that failed so far.</summary>
    public int Failed { get; private set; }

    /// <summary>Whether a trial was broken off.</summary>
    public bool IsInterrupted { get; private set; }

    /// <summary>Why the results folder could not be written; null while it could.</summary>
    public SweepException? Fault { get; private set; }

    /// <summary>A trial as a trainer is asked for it.</summary>
    public TrialRequest Request(Trial trial) => new()
    {
        Name = trial.Name, Network = trial.Point.Network, Training = trial.Point.Training, Seed = trial.Seed, LogUpdates = Options.LogUpdates,
    };

    /// <summary>Counts a trial that ended, or was broken off.</summary>
    /// <param name="trial">The trial.</param>
    /// <param name="result">Its result; null when it was broken off.</param>
    public void Count(Trial trial, TrialResult? result)
    {
        Target.See(trial, result);
        lock (_gate)
        {
            Failed += result?.Status == TrialStatus.Failed ? 1 : 0;
            IsInterrupted |= result is null;
        }
    }

    /// <summary>Ends the sweep because the results folder cannot be read or written; other trials stop where they can go on from.</summary>
    public void Break(SweepException fault)
    {
        lock (_gate)
        {
            Fault ??= fault;
        }

        _stop.Cancel();
    }

    /// <inheritdoc/>
    public void Dispose() => _stop.Dispose();
}
