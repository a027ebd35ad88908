using System.Collections.Immutable;
using SweepDsl.Runtime.Sweeps;
using SweepDsl.Runtime.Training;

namespace SweepDsl.Runtime.Reports;

/// <summary>
/// Estimates how long a sweep will still take. A point that has run with another seed takes as long again; a new one takes the time for each update of the point with the nearest batch size.
/// Work grows with the points that wait, not with the trials that have ended.
/// </summary>
internal sealed class RemainingTime
{
    private readonly Dictionary<SweepPoint, PointTime> _points = new(ReferenceEqualityComparer.Instance);

    // By the logarithm of the batch size, ascending.
    private readonly SortedList<double, double> _secondsPerUpdate = [];

    /// <summary>Knows nothing yet.</summary>
    /// <param name="pending">The trials to be run.</param>
    /// <param name="examples">Training examples of an epoch.</param>
    public RemainingTime(ImmutableArray<Trial> pending, int examples)
    {
        foreach (Trial trial in pending)
        {
            if (!_points.TryGetValue(trial.Point, out PointTime? point))
            {
                _points.Add(trial.Point, point = new PointTime(trial.Point.Training, examples));
            }

            point.Waiting++;
        }
    }

    /// <summary>A trial waits no more.</summary>
    public void Started(Trial trial) => _points[trial.Point].Waiting--;

    /// <summary>A trial waits again.</summary>
    public void Left(Trial trial) => _points[trial.Point].Waiting++;

    /// <summary>Takes note of how long a trial took in all, or will take.</summary>
    public void Measure(Trial trial, double seconds)
    {
        PointTime point = _points[trial.Point];
        (point.Seconds, point.Measured) = (point.Seconds + seconds, point.Measured + 1);
        if (point.Updates > 0)
        {
            _secondsPerUpdate[point.LogBatch] = seconds / point.Updates;
        }
    }

    /// <summary>Seconds that all waiting trials will take; null before anything is known.</summary>
    public double? Waiting()
    {
        double? sum = 0;
        foreach (PointTime point in _points.Values)
        {
            sum += point.Waiting > 0 ? point.Waiting * Estimate(point) : 0;
        }

        return sum;
    }

    /// <summary>Seconds that a trial takes in all; null before anything is known.</summary>
    public double? Whole(Trial trial) => Estimate(_points[trial.Point]);

    private double? Estimate(PointTime point) =>
        point.Measured > 0 ? point.Seconds / point.Measured
        : point.Updates == 0 ? point.BudgetSeconds
        : _secondsPerUpdate.Count == 0 ? null
        : Math.Max(point.BudgetSeconds, NearestSecondsPerUpdate(point.LogBatch) * point.Updates);

    private double NearestSecondsPerUpdate(double logBatch)
    {
        IList<double> known = _secondsPerUpdate.Keys;
        int low = 0;
        int high = known.Count - 1;
        while (low < high)
        {
            // The midpoint of two neighbours parts what is nearer to one from what is nearer to the other.
            int middle = (low + high) / 2;
            (low, high) = logBatch - known[middle] > known[middle + 1] - logBatch ? (middle + 1, high) : (low, middle);
        }

        return _secondsPerUpdate.Values[low];
    }

    private sealed class PointTime(TrainingDefinition training, int examples)
    {
        public double LogBatch { get; } = Math.Log(training.BatchSize);

        // Updates that it makes at least; 0 when time alone ends it.
        public long Updates { get; } = new BatchSchedule(examples, training).BudgetedUpdates;

        // Seconds that it trains at least.
        public double BudgetSeconds { get; } = training.Budgets.Where(budget => budget.Unit == BudgetUnit.Seconds).Select(budget => budget.Amount).DefaultIfEmpty().Max();

        public int Waiting { get; set; }

        public int Measured { get; set; }

        public double Seconds { get; set; }
    }
}
