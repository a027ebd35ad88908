using System.Diagnostics;
using SweepDsl.Runtime.Training;
using SweepDsl.Runtime.Training.Device;
using SweepDsl.Runtime.Training.Packing;
using SweepDsl.Runtime.Vulkan;

namespace SweepDsl.Runtime.Benchmarks;

/// <summary>The training loop of one trial, epoch after epoch, with the time it takes: two submissions under way, the losses of one read while the device works on the next.</summary>
/// <param name="device">Where.</param>
/// <param name="trial">What trains.</param>
/// <param name="schedule">How its epochs fall into batches; none has a smaller last batch.</param>
internal sealed class StepLoop(GpuDevice device, DeviceTrial trial, BatchSchedule schedule) : IDisposable
{
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

    /// <summary>Goes on at the beginning of the next epoch: for when something else ran a step of the trial.</summary>
    public void BeginEpoch()
    {
        Drain();
        _submitted = _read = (schedule.EpochOf(_submitted) + 1) * schedule.UpdatesPerEpoch;
        trial.BeginEpoch(_submitted);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        Drain();
        _recordings.Dispose();
    }

    private void Submit()
    {
        if (_submitted % schedule.UpdatesPerEpoch == 0)
        {
            Drain();
            trial.BeginEpoch(_submitted);
        }

        PackedRecording recording = _recordings.Get([trial.Steps.Full!]);
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
        trial.ReadLosses(_read, _losses.AsSpan(0, under.Steps));
        (_read, _lastEnd, _underWay) = (_read + under.Steps, end, null);
    }

    private readonly record struct UnderWay(PackedRecording Recording, Submission Submission, int Steps, long Start);
}
