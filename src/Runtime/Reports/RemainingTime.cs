using SweepDsl.Runtime.Sweeps;
using SweepDsl.Runtime.Sweeps.Store;

namespace SweepDsl.Runtime.Reports;

/// <summary>
/// Estimates how long a sweep will still take. What is counted is time of the device, of which packed trials have their shares; a clock tells how much of it there is in a second, with all that the host does in
/// between, and several devices. What was learnt in one round serves in the next.
/// </summary>
internal sealed class RemainingTime
{
    // Before, compiling the first kernels and a few submissions say more of the start than of what follows.
    private const double EnoughSeconds = 0.5;

    private readonly Dictionary<SweepPoint, TrialKind> _kinds = new(ReferenceEqualityComparer.Instance);
    private readonly Dictionary<TrialKind, int> _waiting = [];
    private readonly KindTimes _ended = new();
    private readonly KindTimes _known = new();
    private double _deviceSeconds;
    private long _firstRan;
    private long _lastRan;
    private double _judgedFractions;
    private int _judged;

    /// <summary>These are what remains to be run.</summary>
    /// <param name="points">The point of each trial.</param>
    /// <param name="examples">Training examples of an epoch.</param>
    public void Await(IEnumerable<SweepPoint> points, int examples)
    {
        _kinds.Clear();
        _waiting.Clear();
        foreach (SweepPoint point in points)
        {
            if (!_kinds.TryGetValue(point, out TrialKind kind))
            {
                _kinds.Add(point, kind = TrialKind.Of(point, examples));
            }

            Count(kind, 1);
        }
    }

    /// <summary>A trial waits no more.</summary>
    public void Started(SweepPoint point) => Count(_kinds[point], -1);

    /// <summary>A trial waits again.</summary>
    public void Left(SweepPoint point) => Count(_kinds[point], 1);

    /// <summary>The device worked. Allocates nothing.</summary>
    /// <param name="seconds">How long, for one of the trials.</param>
    /// <param name="clock">Tells the time.</param>
    public void Ran(double seconds, TimeProvider clock)
    {
        _lastRan = clock.GetTimestamp();
        if (_firstRan == 0)
        {
            _firstRan = _lastRan;
        }
        else
        {
            _deviceSeconds += seconds;
        }
    }

    /// <summary>A trial ended.</summary>
    public void Ended(RunningTrial trial, TrialStatus status)
    {
        Learn(_ended, trial);
        if (status is TrialStatus.Finished or TrialStatus.Pruned)
        {
            (_judged, _judgedFractions) = (_judged + 1, _judgedFractions + (status == TrialStatus.Finished ? 1 : trial.Fraction));
        }
    }

    /// <summary>Time that all trials will still take; null when there is nothing to tell it by.</summary>
    /// <param name="running">Those under way.</param>
    /// <param name="clock">Tells the time.</param>
    public TimeRange? Of(IReadOnlyList<RunningTrial> running, TimeProvider clock)
    {
        double seconds = _firstRan == 0 ? 0 : clock.GetElapsedTime(_firstRan, _lastRan).TotalSeconds;
        if (seconds < EnoughSeconds || _deviceSeconds <= 0)
        {
            return null;
        }

        _known.Clear();
        _known.Add(_ended);
        foreach (RunningTrial trial in running.Where(trial => trial.IsTelling))
        {
            Learn(_known, trial);
        }

        if (Waiting() is not { } sum)
        {
            return null;
        }

        TimeRange longest = default;
        foreach (RunningTrial trial in running)
        {
            if ((trial.IsTelling ? TimeRange.Exactly(trial.SecondsHere / trial.FractionHere) : _known.Whole(_kinds[trial.Trial.Point])) is not { } whole)
            {
                return null;
            }

            TimeRange left = whole * Math.Max(0, 1 - trial.Fraction);
            (sum, longest) = (sum + left, TimeRange.Longer(longest, left));
        }

        // No trial gains by a second device.
        return Since(TimeRange.Longer(sum * (seconds / _deviceSeconds), longest), clock.GetElapsedTime(_lastRan).TotalSeconds);
    }

    private static TimeRange Since(TimeRange left, double seconds) => new(Math.Max(0, left.Low - seconds), Math.Max(0, left.High - seconds));

    private TimeRange? Waiting()
    {
        TimeRange sum = default;
        foreach ((TrialKind kind, int count) in _waiting)
        {
            if (count > 0)
            {
                if (_known.Whole(kind) is not { } whole)
                {
                    return null;
                }

                sum += whole * count;
            }
        }

        // They are pruned as early as those before them, on average.
        return sum * (_judged == 0 ? 1 : _judgedFractions / _judged);
    }

    private void Learn(KindTimes times, RunningTrial trial)
    {
        if (trial is { UpdatesHere: > 0, FractionHere: > 0, SecondsHere: > 0 })
        {
            times.Add(_kinds[trial.Trial.Point], trial.SecondsHere, trial.FractionHere, trial.UpdatesHere);
        }
    }

    private void Count(TrialKind kind, int more) => _waiting[kind] = _waiting.GetValueOrDefault(kind) + more;
}
