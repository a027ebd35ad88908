using System.Collections.Immutable;

namespace SweepDsl.Runtime.Sweeps;

/// <summary>
/// The trials that remain to be run, in the order in which they are offered. To a device that runs none, the next one of the plan: the first seed of all points before the second
/// of any. Beside others, the one that goes with them best: another seed of a point that runs, else of the point nearest to one. Several devices may ask at once.
/// </summary>
internal sealed class TrialOffers
{
    private readonly Lock _gate = new();
    private readonly Dictionary<SweepPoint, int> _pointOf = new(ReferenceEqualityComparer.Instance);
    private readonly List<Queue<int>> _ofPoint = [];
    private readonly ImmutableArray<Trial> _trials;
    private readonly bool[] _isTaken;
    private readonly Queue<Trial> _returned = [];
    private int _next;
    private int _left;

    /// <summary>Offers trials.</summary>
    /// <param name="trials">The trials, in the order of the plan.</param>
    public TrialOffers(ImmutableArray<Trial> trials)
    {
        _trials = trials;
        _isTaken = new bool[trials.Length];
        _left = trials.Length;
        for (int i = 0; i < trials.Length; i++)
        {
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

    /// <summary>Takes the next trial.</summary>
    /// <param name="running">What the device that asks is running.</param>
    /// <returns>The trial, and whether it must run alone; null when there is none left.</returns>
    public (Trial Trial, bool IsAlone)? Take(IEnumerable<Trial> running)
    {
        lock (_gate)
        {
            if (_left == 0)
            {
                return _returned.TryDequeue(out Trial? returned) ? (returned, true) : null;
            }

            int[] points = [.. running.Select(trial => _pointOf[trial.Point]).Distinct()];
            int taken = points.Length == 0 ? NextInOrder() : NextBeside(points);
            _isTaken[taken] = true;
            _left--;
            return (_trials[taken], false);
        }
    }

    /// <summary>Gives back a trial that is to be tried again, alone, when all others have been taken.</summary>
    public void Return(Trial trial)
    {
        lock (_gate)
        {
            _returned.Enqueue(trial);
        }
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
