using System.Collections.Immutable;
using SweepDsl.Runtime.Sweeps;
using SweepDsl.Runtime.Training;

namespace SweepDsl.Runtime.Reports;

/// <summary>How far a sweep is: what all progress displays show.</summary>
/// <param name="clock">Tells the time.</param>
internal sealed class SweepProgress(TimeProvider clock)
{
    private const double EnoughToTell = 0.05;
    private RemainingTime _remaining = new(1);
    private ImmutableArray<Trial> _pending = [];
    private long _started;
    private long _trialStarted;
    private double _fractionAtStart;

    /// <summary>Trials of the selection that had ended before, or are recorded beside it.</summary>
    public int DoneBefore { get; private set; }

    /// <summary>Trials that this session has to run.</summary>
    public int Pending => _pending.Length;

    /// <summary>Trials that this session has ended.</summary>
    public int Ended { get; private set; }

    /// <summary>The trial under way; null between trials.</summary>
    public Trial? Current { get; private set; }

    /// <summary>Updates that the current trial has made, and has in all.</summary>
    public (long Done, long Total) Updates { get; private set; }

    /// <summary>The current trial's last evaluation; null before the first.</summary>
    public Evaluation? Last { get; private set; }

    /// <summary>Time since the sweep began.</summary>
    public TimeSpan Elapsed => clock.GetElapsedTime(_started);

    /// <summary>Time since the current trial began.</summary>
    public TimeSpan TrialElapsed => clock.GetElapsedTime(_trialStarted);

    /// <summary>Share of the current trial that is done.</summary>
    public double Fraction => Updates.Total > 0 ? (double)Updates.Done / Updates.Total : 0;

    /// <summary>Time that the sweep will still take; null when there is nothing to tell it by.</summary>
    public TimeSpan? Remaining
    {
        get
        {
            double ran = Fraction - _fractionAtStart;
            double? whole = Current is not null && ran >= EnoughToTell ? TrialElapsed.TotalSeconds / ran : null;
            ImmutableArray<Trial> waiting = _pending[Math.Min(_pending.Length, Ended + (Current is null ? 0 : 1))..];
            if (_remaining.Estimate(waiting, whole is { } seconds ? (Current!, seconds) : null) is not { } later)
            {
                return null;
            }

            double now = whole is { } all ? all * (1 - Fraction)
                : Current is { } current ? Math.Max(0, _remaining.Estimate([current], null)!.Value - TrialElapsed.TotalSeconds)
                : 0;
            return TimeSpan.FromSeconds(now + later);
        }
    }

    /// <summary>The sweep begins.</summary>
    public void Begin(StudyPlan plan, ImmutableArray<Trial> pending, int selected)
    {
        _pending = pending;
        DoneBefore = selected - pending.Length;
        _remaining = new RemainingTime(plan.Data.TrainExamples);
        _started = clock.GetTimestamp();
    }

    /// <summary>A trial begins, or goes on.</summary>
    public void Start(Trial trial)
    {
        Current = trial;
        Updates = default;
        Last = null;
        _fractionAtStart = 0;
        _trialStarted = clock.GetTimestamp();
    }

    /// <summary>The current trial is so far.</summary>
    public void Advance(long update, long totalUpdates)
    {
        bool isFirst = Updates.Total == 0;
        Updates = (update, totalUpdates);
        if (isFirst)
        {
            // A resumed trial did the first part in another session.
            _fractionAtStart = Fraction;
        }
    }

    /// <summary>The current trial was measured.</summary>
    public void Measure(Evaluation evaluation) => Last = evaluation;

    /// <summary>The current trial ended.</summary>
    /// <param name="isWhole">Whether it used up its budget: only then does it tell how long others take.</param>
    public void End(bool isWhole)
    {
        double ran = 1 - _fractionAtStart;
        if (isWhole && ran >= EnoughToTell)
        {
            _remaining.Measure(Current!, TrialElapsed.TotalSeconds / ran);
        }

        Current = null;
        Ended++;
    }
}
