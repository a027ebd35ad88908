using System.Collections.Immutable;
using System.Diagnostics;
using SweepDsl.Runtime.Kernels;
using SweepDsl.Runtime.Training;
using SweepDsl.Runtime.Training.Device;
using SweepDsl.Runtime.Training.Packing;
using SweepDsl.Runtime.Vulkan;

namespace SweepDsl.Runtime.Benchmarks;

/// <summary>
/// The training loop of packed trials, epoch after epoch, with the time it takes: two submissions under way, the losses of one read while the device works on the next.
/// </summary>
/// <param name="device">Where.</param>
/// <param name="trials">What trains; at least one.</param>
/// <param name="schedule">How the epochs of each fall into batches; none has a smaller last batch.</param>
internal sealed class StepLoop(GpuDevice device, ImmutableArray<DeviceTrial> trials, BatchSchedule schedule) : IDisposable
{
    private readonly BoundProgram[] _programs = [.. trials.Select(trial => trial.Steps.Full!)];
    private readonly PackedRecordings _recordings = new(device);
    private readonly float[] _losses = new float[TrialBuffers.LossCapacity];
    private UnderWay? _underWay;
    private long _lastEnd;
    private long _submitted;
    private long _read;

    /// <summary>Steps of the largest submission so far.</summary>
    public int SubmissionSteps { get; private set; }

    /// <summary>Trains for a time at least, and until submissions grow no more: drivers compile when a pipeline first runs, and the first submission is one step.</summary>
    public void WarmUp(TimeSpan atLeast)
    {
        long start = Stopwatch.GetTimestamp();
        int before;
        do
        {
            before = SubmissionSteps;
            Submit();
            Submit();
        }
        while (Stopwatch.GetElapsedTime(start) < atLeast || SubmissionSteps > before);
        Drain();
    }

    /// <summary>Trains for a time at least.</summary>
    /// <returns>Seconds of a step.</returns>
    public double Run(TimeSpan atLeast)
    {
        long start = Stopwatch.GetTimestamp();
        long first = _submitted;
        do
        {
            Submit();
        }
        while (Stopwatch.GetElapsedTime(start) < atLeast);
        Drain();
        return Stopwatch.GetElapsedTime(start).TotalSeconds / (_submitted - first);
    }

    /// <summary>Records a step as the loop replays it, with timestamps at both ends.</summary>
    /// <exception cref="InvalidOperationException">The device has no timestamps.</exception>
    public RecordedCommands RecordTimed()
    {
        using CommandRecorder recorder = new(device, "step.ends", timestampCount: 2);
        recorder.Timestamp();
        BoundProgram.Record(recorder, _programs);
        recorder.Timestamp();
        return recorder.End();
    }

    /// <summary>Runs a recording of a step once, at the beginning of an epoch: a step more than the epoch has would gather beyond its order.</summary>
    /// <returns>Its timestamps in nanoseconds from the first.</returns>
    public IReadOnlyList<double> RunOnce(RecordedCommands step)
    {
        BeginEpoch();
        device.Queue.Submit(step).Wait();
        BeginEpoch();
        return step.ReadTimestamps();
    }

    /// <summary>Goes on at the beginning of the next epoch: for when something else ran a step.</summary>
    public void BeginEpoch()
    {
        Drain();
        _submitted = _read = (schedule.EpochOf(_submitted) + 1) * schedule.UpdatesPerEpoch;
        BeginTrials();
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        try
        {
            // The losses of what is under way are nobody's any more; a lost device has nothing under way, and whoever lost it was told.
            _underWay?.Submission.Wait();
        }
        catch (DeviceLostException)
        {
        }
        finally
        {
            _recordings.Dispose();
        }
    }

    private void BeginTrials()
    {
        foreach (DeviceTrial trial in trials)
        {
            trial.BeginEpoch(_submitted);
        }
    }

    private void Submit()
    {
        if (_submitted % schedule.UpdatesPerEpoch == 0)
        {
            Drain();
            BeginTrials();
        }

        PackedRecording recording = _recordings.Get(_programs);
        long left = schedule.UpdatesPerEpoch - (_submitted % schedule.UpdatesPerEpoch);
        int room = TrialBuffers.LossCapacity - (int)(_submitted % TrialBuffers.LossCapacity);
        int steps = (int)Math.Min(left, Math.Min(room, recording.Size.Count));
        long start = Stopwatch.GetTimestamp();
        Submission submission = _recordings.Submit(recording, steps);
        _submitted += steps;
        Drain();
        SubmissionSteps = Math.Max(SubmissionSteps, steps);
        _underWay = new UnderWay(recording, submission, steps, start);
    }

    private void Drain()
    {
        if (_underWay is not { } under)
        {
            return;
        }

        under.Submission.Wait();
        long end = Stopwatch.GetTimestamp();
        under.Recording.Size.Measured(under.Steps, Stopwatch.GetElapsedTime(Math.Max(under.Start, _lastEnd), end));
        foreach (DeviceTrial trial in trials)
        {
            trial.ReadLosses(_read, _losses.AsSpan(0, under.Steps));
        }

        (_read, _lastEnd, _underWay) = (_read + under.Steps, end, null);
    }

    private readonly record struct UnderWay(PackedRecording Recording, Submission Submission, int Steps, long Start);
}
