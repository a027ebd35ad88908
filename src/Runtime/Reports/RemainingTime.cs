using System.Collections.Immutable;
using SweepDsl.Runtime.Sweeps;
using SweepDsl.Runtime.Training;

namespace SweepDsl.Runtime.Reports;

/// <summary>
/// Estimates how long a sweep will still take. A point that has run with another seed takes as long again; a new one takes the time for each update of the point with the nearest batch size.
/// </summary>
/// <param name="examples">Training examples of an epoch.</param>
internal sealed class RemainingTime(int examples)
{
    private readonly List<(Trial Trial, double Seconds)> _measured = [];

    /// <summary>Takes note of how long a trial took in all.</summary>
    public void Measure(Trial trial, double seconds) => _measured.Add((trial, seconds));

    /// <summary>Seconds that the trials after the current one will take; null before anything is known.</summary>
    /// <param name="waiting">Trials not begun.</param>
    /// <param name="current">The trial under way, when it is far enough to tell its whole time.</param>
    public double? Estimate(ImmutableArray<Trial> waiting, (Trial Trial, double Seconds)? current)
    {
        (Trial Trial, double Seconds)[] known = [.. _measured, .. current is { } running ? [running] : Array.Empty<(Trial, double)>()];
        return known.Length == 0 ? null : waiting.Sum(trial => Estimate(trial, known));
    }

    private double Estimate(Trial trial, (Trial Trial, double Seconds)[] known)
    {
        double[] same = [.. known.Where(pair => pair.Trial.Point.Parameters.Equals(trial.Point.Parameters)).Select(pair => pair.Seconds)];
        if (same.Length > 0)
        {
            return same.Average();
        }

        (Trial nearest, double seconds) = known.MinBy(pair => Math.Abs(Math.Log((double)pair.Trial.Point.Training.BatchSize / trial.Point.Training.BatchSize)));
        return seconds / Updates(nearest) * Updates(trial);
    }

    private long Updates(Trial trial) => new BatchSchedule(examples, trial.Point.Training).TotalUpdates;
}
