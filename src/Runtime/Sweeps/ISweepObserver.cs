using SweepDsl.Runtime.Sweeps.Store;
using SweepDsl.Runtime.Training;

namespace SweepDsl.Runtime.Sweeps;

/// <summary>Sees a sweep run: progress displays and tests. Several trials may run at once; calls come one at a time.</summary>
public interface ISweepObserver
{
    /// <summary>The sweep begins, or its next round.</summary>
    void Begin(RoundStart round);

    /// <summary>A trial begins, or goes on.</summary>
    /// <param name="trial">The trial.</param>
    /// <param name="update">Updates that earlier sessions made.</param>
    /// <param name="seconds">The device's time that they took.</param>
    void TrialStarted(Trial trial, long update, double seconds);

    /// <summary>A trial is so far; called often.</summary>
    void Progress(Trial trial, TrainingProgress progress);

    /// <summary>A trial was measured.</summary>
    void Evaluated(Trial trial, Evaluation evaluation);

    /// <summary>A trial waits for others to come as far as it is, or waits no more.</summary>
    void TrialWaits(Trial trial, bool isWaiting);

    /// <summary>A trial no longer runs and has not ended: it was interrupted, or is to be tried again later.</summary>
    void TrialLeft(Trial trial);

    /// <summary>A trial ended.</summary>
    void TrialEnded(Trial trial, TrialResult result);

    /// <summary>Something that is good to know.</summary>
    void Notice(string message);

    /// <summary>Something that went wrong, or that results suffer from; the sweep goes on.</summary>
    void Warning(string message);
}
