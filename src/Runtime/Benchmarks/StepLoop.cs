using System.Diagnostics;
using SweepDsl.Runtime.Training;
using SweepDsl.Runtime.Training.Device;

namespace SweepDsl.Runtime.Benchmarks;

/// <summary>The training loop, epoch after epoch, with the time it takes.</summary>
/// <param name="trial">What trains.</param>
/// <param name="schedule">How its epochs fall into batches.</param>
internal sealed class StepLoop(DeviceTrial trial, BatchSchedule schedule)
{
    private long _update;

    /// <summary>Steps of the largest submission so far.</summary>
    public int SubmissionSteps { get; private set; }

    /// <summary>Trains for a time at least, and until submissions grow no more: drivers compile when a pipeline first runs, and the first submission is one step.</summary>
    public void WarmUp(TimeSpan atLeast)
    {
        int before;
        do
        {
            before = SubmissionSteps;
            Submit(out TimeSpan elapsed);
            atLeast -= elapsed;
        }
        while (atLeast > TimeSpan.Zero || SubmissionSteps > before);
    }

    /// <summary>Trains for a time at least.</summary>
    /// <returns>Seconds of a step.</returns>
    public double Run(TimeSpan atLeast)
    {
        long steps = 0;
        TimeSpan all = TimeSpan.Zero;
        do
        {
            steps += Submit(out TimeSpan elapsed);
            all += elapsed;
        }
        while (all < atLeast);
        return all.TotalSeconds / steps;
    }

    /// <summary>Goes on at the beginning of the next epoch: for when something else ran a step of the trial.</summary>
    public void BeginEpoch()
    {
        _update = (schedule.EpochOf(_update) + 1) * schedule.UpdatesPerEpoch;
        trial.BeginEpoch(_update);
    }

    private int Submit(out TimeSpan elapsed)
    {
        if (_update % schedule.UpdatesPerEpoch == 0)
        {
            trial.BeginEpoch(_update);
        }

        long end = (schedule.EpochOf(_update) + 1) * schedule.UpdatesPerEpoch;
        long start = Stopwatch.GetTimestamp();
        int count = trial.Train(_update, end).Length;
        elapsed = Stopwatch.GetElapsedTime(start);
        SubmissionSteps = Math.Max(SubmissionSteps, count);
        _update += count;
        return count;
    }
}
