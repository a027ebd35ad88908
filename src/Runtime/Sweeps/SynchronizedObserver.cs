using SweepDsl.Runtime.Sweeps.Store;
using SweepDsl.Runtime.Training;

namespace SweepDsl.Runtime.Sweeps;

/// <summary>Lets several devices tell one observer, one at a time.</summary>
/// <param name="observer">The observer.</param>
internal sealed class SynchronizedObserver(ISweepObserver observer) : ISweepObserver
{
    private readonly Lock _gate = new();

    /// <inheritdoc/>
    public void Begin(RoundStart round)
    {
        lock (_gate)
        {
            observer.Begin(round);
        }
    }

    /// <inheritdoc/>
    public void TrialStarted(Trial trial, long update, double seconds)
    {
        lock (_gate)
        {
            observer.TrialStarted(trial, update, seconds);
        }
    }

    /// <inheritdoc/>
    public void Progress(Trial trial, TrainingProgress progress)
    {
        lock (_gate)
        {
            observer.Progress(trial, progress);
        }
    }

    /// <inheritdoc/>
    public void Evaluated(Trial trial, Evaluation evaluation)
    {
        lock (_gate)
        {
            observer.Evaluated(trial, evaluation);
        }
    }

    /// <inheritdoc/>
    public void TrialWaits(Trial trial, bool isWaiting)
    {
        lock (_gate)
        {
            observer.TrialWaits(trial, isWaiting);
        }
    }

    /// <inheritdoc/>
    public void TrialLeft(Trial trial)
    {
        lock (_gate)
        {
            observer.TrialLeft(trial);
        }
    }

    /// <inheritdoc/>
    public void TrialEnded(Trial trial, TrialResult result)
    {
        lock (_gate)
        {
            observer.TrialEnded(trial, result);
        }
    }

    /// <inheritdoc/>
    public void Notice(string message)
    {
        lock (_gate)
        {
            observer.Notice(message);
        }
    }

    /// <inheritdoc/>
    public void Warning(string message)
    {
        lock (_gate)
        {
            observer.Warning(message);
        }
    }
}
