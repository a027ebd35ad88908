using SweepDsl.Runtime.Sweeps;
using SweepDsl.Runtime.Sweeps.Store;
using SweepDsl.Runtime.Training;

namespace SweepDsl.Runtime.Reports;

/// <summary>How far a sweep is: what all progress displays show. While a trial trains, learning of its progress allocates nothing.</summary>
/// <param name="clock">Tells the time.</param>
internal sealed class SweepProgress(TimeProvider clock)
{
    private readonly List<RunningTrial> _running = [];
    private readonly RemainingTime _remaining = new();
    private long? _started;

    /// <summary>The metric that the study judges by.</summary>
    public string Metric { get; private set; } = "test_accuracy";

    /// <summary>What the study is at, in a few words; null when nothing need be said.</summary>
    public string? Stage { get; private set; }

    /// <summary>Trials of the selection that had ended before, or are recorded beside it.</summary>
    public int DoneBefore { get; private set; }

    /// <summary>Trials that this session has to run, in all rounds so far.</summary>
    public int Pending { get; private set; }

    /// <summary>Trials of later rounds, as far as can be foreseen.</summary>
    public int Foreseen { get; private set; }

    /// <summary>Whether results may ask for more trials than that.</summary>
    public bool MayGrow { get; private set; }

    /// <summary>Trials that this session has ended.</summary>
    public int Ended { get; private set; }

    /// <summary>The trials under way, oldest first.</summary>
    public IReadOnlyList<RunningTrial> Running => _running;

    /// <summary>Share of the sweep that is done, counted in trials.</summary>
    public double Fraction => Pending + Foreseen == 0 ? 1 : (Ended + _running.Sum(trial => trial.Fraction)) / (Pending + Foreseen);

    /// <summary>Time since the sweep began.</summary>
    public TimeSpan Elapsed => _started is { } started ? clock.GetElapsedTime(started) : TimeSpan.Zero;

    /// <summary>Time that the sweep will still take, as far as its trials are known; null when there is nothing to tell it by.</summary>
    public TimeRange? Remaining => _remaining.Of(_running, clock);

    /// <summary>The sweep begins, or its next round.</summary>
    public void Begin(RoundStart round)
    {
        StudyPlan plan = round.Plan;
        (Metric, Stage, MayGrow) = (plan.Experiment.Sweep.Metric.Name, plan.Stage, plan.MayGrow);
        Pending += round.Pending.Length;
        DoneBefore = round.Selected - Pending;
        SweepPoint[] foreseen = [.. plan.ForeseenPoints];
        Foreseen = foreseen.Length;
        _remaining.Await([.. round.Pending.Select(trial => trial.Point), .. foreseen], plan.Data.TrainExamples);
        _started ??= clock.GetTimestamp();
    }

    /// <summary>A trial begins, or goes on.</summary>
    public void Start(Trial trial, long update, double seconds)
    {
        _remaining.Started(trial.Point);
        _running.Add(new RunningTrial(trial, update, seconds, clock));
    }

    /// <summary>A trial is so far.</summary>
    public void Advance(Trial trial, TrainingProgress progress)
    {
        RunningTrial running = Of(trial);
        double before = running.Seconds;
        running.Advance(progress);
        _remaining.Ran(running.Seconds - before, clock);
    }

    /// <summary>A trial was measured.</summary>
    public void Measured(Trial trial, Evaluation evaluation)
    {
        RunningTrial running = Of(trial);
        double before = running.Seconds;
        running.Measured(evaluation);
        _remaining.Ran(running.Seconds - before, clock);
    }

    /// <summary>A trial under way.</summary>
    public RunningTrial Of(Trial trial)
    {
        foreach (RunningTrial running in _running)
        {
            if (ReferenceEquals(running.Trial, trial))
            {
                return running;
            }
        }

        throw new InvalidOperationException($"{trial.Name} is not under way.");
    }

    /// <summary>A trial left without having ended; it waits again.</summary>
    public void Leave(Trial trial)
    {
        _running.Remove(Of(trial));
        _remaining.Left(trial.Point);
    }

    /// <summary>A trial ended.</summary>
    public void End(Trial trial, TrialStatus status)
    {
        RunningTrial running = Of(trial);
        _running.Remove(running);
        _remaining.Ended(running, status);
        Ended++;
    }
}
