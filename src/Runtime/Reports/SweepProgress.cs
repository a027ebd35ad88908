using System.Collections.Immutable;
using SweepDsl.Runtime.Sweeps;

namespace SweepDsl.Runtime.Reports;

/// <summary>
/// How far a sweep is: what all progress displays show. Where several trials run at once, each is taken to have an even share of the time, so that the times of all trials add up
/// to that of the sweep.
/// </summary>
/// <param name="clock">Tells the time.</param>
internal sealed class SweepProgress(TimeProvider clock)
{
    private const double EnoughToTell = 0.05;
    private readonly List<RunningTrial> _running = [];
    private RemainingTime _remaining = new([], 1);
    private long? _started;
    private double _share;
    private double _endedWholes;
    private int _endedByDesign;
    private long _shareAt;

    /// <summary>Trials of the selection that had ended before, or are recorded beside it.</summary>
    public int DoneBefore { get; private set; }

    /// <summary>Trials that this session has to run.</summary>
    public int Pending { get; private set; }

    /// <summary>Trials that this session has ended.</summary>
    public int Ended { get; private set; }

    /// <summary>The trials under way, oldest first.</summary>
    public IReadOnlyList<RunningTrial> Running => _running;

    /// <summary>Share of the sweep that is done, counted in trials.</summary>
    public double Fraction => Pending == 0 ? 1 : (Ended + _running.Sum(trial => trial.Fraction)) / Pending;

    /// <summary>Time since the sweep began.</summary>
    public TimeSpan Elapsed => _started is { } started ? clock.GetElapsedTime(started) : TimeSpan.Zero;

    /// <summary>Time that the sweep will still take; null when there is nothing to tell it by.</summary>
    public TimeSpan? Remaining
    {
        get
        {
            double share = Share();
            double now = 0;
            foreach (RunningTrial running in _running)
            {
                if ((Whole(running, share) ?? _remaining.Whole(running.Trial)) is not { } whole)
                {
                    return null;
                }

                now += Math.Max(0, whole * (1 - Math.Max(running.Fraction, running.FractionAtStart)));
            }

            // Those that wait are pruned as early as those before them, on average.
            double part = _endedByDesign == 0 ? 1 : _endedWholes / _endedByDesign;
            return (_remaining.Waiting() ?? WaitingLike(share)) is { } later ? TimeSpan.FromSeconds(now + (part * later)) : null;
        }
    }

    /// <summary>The sweep begins, or its next round: what was learnt of times in rounds before is forgotten, for those points are done.</summary>
    public void Begin(StudyPlan plan, ImmutableArray<Trial> pending, int selected)
    {
        (Pending, Ended) = (pending.Length, 0);
        DoneBefore = selected - pending.Length;
        _remaining = new RemainingTime(pending, plan.Data.TrainExamples);
        _shareAt = clock.GetTimestamp();
        _started ??= _shareAt;
    }

    /// <summary>A trial begins, or goes on.</summary>
    public void Start(Trial trial)
    {
        CountShare();
        _remaining.Started(trial);
        _running.Add(new RunningTrial(trial, clock.GetTimestamp(), _share));
    }

    /// <summary>A trial under way.</summary>
    public RunningTrial Of(Trial trial) => _running.Find(running => ReferenceEquals(running.Trial, trial)) ?? throw new InvalidOperationException($"{trial.Name} is not under way.");

    /// <summary>Time since a trial began.</summary>
    public TimeSpan ElapsedOf(Trial trial) => clock.GetElapsedTime(Of(trial).StartedAt);

    /// <summary>A trial left without having ended; it waits again.</summary>
    public void Leave(Trial trial)
    {
        CountShare();
        _running.Remove(Of(trial));
        _remaining.Left(trial);
    }

    /// <summary>A trial ended.</summary>
    /// <param name="trial">The trial.</param>
    /// <param name="isWhole">Whether it used up its budget: only then does it tell how long others take.</param>
    /// <param name="isPruned">Whether it was given up because others did better: a share of those that wait will be, too.</param>
    public void End(Trial trial, bool isWhole, bool isPruned = false)
    {
        CountShare();
        RunningTrial running = Of(trial);
        double ran = 1 - running.FractionAtStart;
        if (isWhole && ran >= EnoughToTell)
        {
            _remaining.Measure(trial, (_share - running.ShareAtStart) / ran);
        }

        (_endedByDesign, _endedWholes) = (_endedByDesign + (isWhole || isPruned ? 1 : 0), _endedWholes + (isWhole ? 1 : isPruned ? running.Fraction : 0));
        _running.Remove(running);
        Ended++;
    }

    // Nothing has ended yet: those that wait are taken to be like those that run.
    private double? WaitingLike(double share)
    {
        int waiting = Pending - Ended - _running.Count;
        double[] known = [.. _running.Select(running => Whole(running, share)).OfType<double>()];
        return waiting == 0 ? 0 : known.Length == 0 ? null : waiting * known.Average();
    }

    private static double? Whole(RunningTrial running, double share)
    {
        double ran = running.Fraction - running.FractionAtStart;
        return ran >= EnoughToTell ? (share - running.ShareAtStart) / ran : null;
    }

    private double Share() => _share + (clock.GetElapsedTime(_shareAt).TotalSeconds / Math.Max(1, _running.Count));

    private void CountShare()
    {
        _share = Share();
        _shareAt = clock.GetTimestamp();
    }
}
