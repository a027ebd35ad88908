using System.Collections.Immutable;

namespace SweepDsl.Runtime.Sweeps;

/// <summary>
/// The trials that remain to be run, in the order in which they are offered. To a device that runs none, the next one of the plan: the first seed of all points before the second
/// of any. Beside others, the one that goes with them best: another seed of a point that runs, else of the point nearest to one. Several devices may ask at once; what one takes it
/// settles or returns, and until all is settled a device with nothing to do waits, for what another loses.
/// </summary>
internal sealed class TrialOffers
{
    // A monitor, for devices wait at it.
    private readonly object _gate = new();
    private readonly Dictionary<SweepPoint, int> _pointOf = new(ReferenceEqualityComparer.Instance);
    private readonly List<Queue<int>> _ofPoint = [];
    private readonly ImmutableArray<Trial> _trials;
    private readonly bool[] _isTaken;
    private readonly Dictionary<Trial, int> _placeOf = new(ReferenceEqualityComparer.Instance);
    private readonly List<(Trial Trial, bool IsAlone)> _returned = [];
    private readonly bool _inOrder;
    private int _next;
    private int _left;
    private int _running;

    /// <summary>Offers trials.</summary>
    /// <param name="trials">The trials, in the order of the plan.</param>
    /// <param name="inOrder">Whether every device gets them in that order, those that were returned first: where trials wait for those before them.</param>
    public TrialOffers(ImmutableArray<Trial> trials, bool inOrder = false)
    {
        _trials = trials;
        _inOrder = inOrder;
        _isTaken = new bool[trials.Length];
        _left = trials.Length;
        for (int i = 0; i < trials.Length; i++)
        {
            _placeOf.Add(trials[i], i);
            if (_pointOf.TryAdd(trials[i].Point, _ofPoint.Count))
            {
                _ofPoint.Add(new Queue<int>());
            }

            _ofPoint[_pointOf[trials[i].Point]].Enqueue(i);
        }
    }

    /// <summary>Whether every trial has been taken.</summary>
    public bool IsEmpty
    {
        get
        {
            lock (_gate)
            {
                return _left == 0 && _returned.Count == 0;
            }
        }
    }

    /// <summary>Takes the next trial. To a device that runs none it is worth waiting for while others run some, for those may be returned.</summary>
    /// <param name="running">What the device that asks is running.</param>
    /// <param name="stop">Ends the wait.</param>
    /// <returns>The trial, and whether it must run alone; null when there is none left, or none that may run beside the others.</returns>
    public (Trial Trial, bool IsAlone)? Take(IEnumerable<Trial> running, CancellationToken stop)
    {
        using CancellationTokenRegistration wake = stop.Register(Wake);
        lock (_gate)
        {
            int[] points = [.. running.Select(trial => _pointOf[trial.Point]).Distinct()];
            while (points.Length == 0 && _left == 0 && _returned.Count == 0 && _running > 0 && !stop.IsCancellationRequested)
            {
                Monitor.Wait(_gate);
            }

            (Trial Trial, bool IsAlone)? taken = _returned.Count > 0 && (_inOrder || _left == 0) ? TakeReturned() : _left > 0 ? (TakeWaiting(points), false) : null;
            _running += taken is null ? 0 : 1;
            return taken;
        }
    }

    /// <summary>A trial that was taken has ended.</summary>
    public void Settle()
    {
        lock (_gate)
        {
            _running--;
            Monitor.PulseAll(_gate);
        }
    }

    /// <summary>Gives back a trial that was taken and is to be tried again: when all others have been taken, or before all where the order counts.</summary>
    /// <param name="trial">The trial.</param>
    /// <param name="isAlone">Whether it must run alone then.</param>
    public void Return(Trial trial, bool isAlone = true)
    {
        lock (_gate)
        {
            _returned.Add((trial, isAlone));
            _running--;
            Monitor.PulseAll(_gate);
        }
    }

    private void Wake()
    {
        lock (_gate)
        {
            Monitor.PulseAll(_gate);
        }
    }

    private (Trial Trial, bool IsAlone) TakeReturned()
    {
        (Trial Trial, bool IsAlone) taken = _inOrder ? _returned.MinBy(returned => _placeOf[returned.Trial]) : _returned[0];
        _returned.Remove(taken);
        return taken;
    }

    private Trial TakeWaiting(int[] points)
    {
        int taken = _inOrder || points.Length == 0 ? NextInOrder() : NextBeside(points);
        _isTaken[taken] = true;
        _left--;
        return _trials[taken];
    }

    private int NextInOrder()
    {
        while (_isTaken[_next])
        {
            _next++;
        }

        return _next;
    }

    private int NextBeside(int[] points)
    {
        for (int distance = 0; ; distance++)
        {
            foreach (int point in points)
            {
                if ((Waiting(point - distance) ?? Waiting(point + distance)) is { } trial)
                {
                    return trial;
                }
            }
        }
    }

    private int? Waiting(int point)
    {
        if (point < 0 || point >= _ofPoint.Count)
        {
            return null;
        }

        while (_ofPoint[point].TryPeek(out int trial))
        {
            if (!_isTaken[trial])
            {
                return trial;
            }

            _ofPoint[point].Dequeue();
        }

        return null;
    }
}
