using System.Collections.Immutable;
using SweepDsl.Runtime.Sweeps.Store;
using SweepDsl.Runtime.Training;

namespace SweepDsl.Runtime.Sweeps;

/// <summary>Sees a sweep run: progress displays and tests. Several trials may run at once; calls come one at a time.</summary>
public interface ISweepObserver
{
    /// <summary>The sweep begins, or its next round.</summary>
    /// <param name="plan">All of it, so far.</param>
    /// <param name="pending">The trials of this round that remain to be run, in order.</param>
    /// <param name="selected">Number of trials that were asked for, in this round and those before.</param>
    void Begin(StudyPlan plan, ImmutableArray<Trial> pending, int selected);

    /// <summary>A trial begins, or goes on.</summary>
    void TrialStarted(Trial trial);

    /// <summary>A trial is so far; called often.</summary>
    void Progress(Trial trial, long update, long totalUpdates);

    /// <summary>A trial was measured.</summary>
    void Evaluated(Trial trial, Evaluation evaluation);

    /// <summary>A trial no longer runs and has not ended: it was interrupted, or is to be tried again later.</summary>
    void TrialLeft(Trial trial);

    /// <summary>A trial ended.</summary>
    void TrialEnded(Trial trial, TrialResult result);

    /// <summary>Something the user should know.</summary>
    void Notice(string message);
}
