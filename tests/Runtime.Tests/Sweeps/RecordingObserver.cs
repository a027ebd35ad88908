using SweepDsl.Runtime.Sweeps;
using SweepDsl.Runtime.Sweeps.Store;
using SweepDsl.Runtime.Training;

namespace SweepDsl.Runtime.Tests.Sweeps;

/// <summary>Writes down what a sweep tells.</summary>
internal sealed class RecordingObserver : ISweepObserver
{
    public List<string> Notices { get; } = [];

    public List<(string Trial, TrialResult Result)> Ended { get; } = [];

    /// <summary>How many trials each round had to run, and had been asked for until then.</summary>
    public List<(int Pending, int Selected)> Rounds { get; } = [];

    /// <summary>What else was said of each round.</summary>
    public List<RoundStart> Starts { get; } = [];

    /// <summary>Which trials wait for others, and then no more.</summary>
    public List<(string Trial, bool IsWaiting)> Waits { get; } = [];

    /// <summary>From which update each trial began or went on.</summary>
    public List<(string Trial, long Update)> Started { get; } = [];

    public void Begin(RoundStart round) 
    {
        Rounds.Add((round.Pending.Length, round.Selected));
        Starts.Add(round);
    }

    public void TrialStarted(Trial trial, long update, double seconds) => Started.Add((trial.Name, update));

    public void Progress(Trial trial, TrainingProgress progress)
    {
    }

    public void TrialWaits(Trial trial, bool isWaiting) => Waits.Add((trial.Name, isWaiting));

    public void Evaluated(Trial trial, Evaluation evaluation)
    {
    }

    public void TrialLeft(Trial trial)
    {
    }

    public void TrialEnded(Trial trial, TrialResult result) => Ended.Add((trial.Name, result));

    public void Notice(string message) => Notices.Add(message);

    public void Warning(string message) => Notices.Add(message);
}
