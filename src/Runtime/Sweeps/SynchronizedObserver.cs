using System.Collections.Immutable;
using SweepDsl.Runtime.Sweeps.Store;
using SweepDsl.Runtime.Training;

namespace SweepDsl.Runtime.Sweeps;

/// <summary>Lets several devices tell one observer, one at a time.</summary>
/// <param name="observer">The observer.</param>
internal sealed class SynchronizedObserver(ISweepObserver observer) : ISweepObserver
{
    private readonly Lock _gate = new();

    /// <inheritdoc/>
    public void Begin(StudyPlan plan, ImmutableArray<Trial> pending, int selected)
    {
        lock (_gate)
        {
            observer.Begin(plan, pending, selected);
        }
    }

    /// <inheritdoc/>
    public void TrialStarted(Trial trial)
    {
        lock (_gate)
        {
            observer.TrialStarted(trial);
        }
    }

    /// <inheritdoc/>
    public void Progress(Trial trial, long update, long totalUpdates)
    {
        lock (_gate)
        {
            observer.Progress(trial, update, totalUpdates);
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
}
