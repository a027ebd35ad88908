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

    public void Begin(StudyPlan plan, ImmutableArray<Trial> pending, int selected) => Rounds.Add((pending.Length, selected));

    public void TrialStarted(Trial trial)
    {
    }

    public void Progress(Trial trial, long update, long totalUpdates)
    {
    }

    public void Evaluated(Trial trial, Evaluation evaluation)
    {
    }

    public void TrialLeft(Trial trial)
    {
    }

    public void TrialEnded(Trial trial, TrialResult result) => Ended.Add((trial.Name, result));

    public void Notice(string message) => Notices.Add(message);
}
