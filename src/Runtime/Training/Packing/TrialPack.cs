using System.Diagnostics;
using SweepDsl.Runtime.Vulkan;

namespace SweepDsl.Runtime.Training.Packing;

/// <summary>
/// The trials in flight on one device. Their steps are zipped stage by stage into submissions, two of which are under way: while the host reads what one gave, the device works on
/// the next. A trial whose epoch has ended leaves the submissions until the host has measured and stored it; one that has ended makes room for the next of the queue.
/// </summary>
/// <param name="device">The device.</param>
/// <param name="prepare">Brings a trial to the device.</param>
/// <param name="queue">Where trials come from.</param>
/// <param name="limit">Decides which trials run together.</param>
/// <param name="solo">Learns how long programs take alone, by which the time of those packed is shared out.</param>
/// <param name="stop">Ends all trials where they can go on from.</param>
internal sealed partial class TrialPack(GpuDevice device, Func<TrialJob, TrialSlot> prepare, ITrialQueue queue, IPackLimit limit, SoloTimes solo, CancellationToken stop) : IDisposable
{
    private readonly List<TrialSlot> _slots = new(PackSize.Max);
    private readonly PackedRecordings _recordings = new(device);
    private readonly Flight[] _flights = [new(), new()];
    private readonly DeviceClock _clock = new();
    private readonly double[] _shares = new double[PackSize.Max];
    private int _firstFlight;
    private int _underWay;
    private TrialJob? _waiting;
    private bool _isMemoryShort;
    private bool _isQueueEmpty;

    /// <summary>Submissions that the device has and the host has not waited for.</summary>
    public int UnderWay => _underWay;

    /// <summary>Trains until the queue has no more trials. A lost device ends all that are in flight, and this.</summary>
    public void Run()
    {
        while (Advance())
        {
        }
    }

    /// <summary>Takes in trials there is room for, keeps two submissions under way, and waits for the older one. Within an epoch it allocates nothing.</summary>
    /// <returns>Whether there is more to do.</returns>
    public bool Advance()
    {
        try
        {
            SortOut();
            Admit();
            while (_underWay < _flights.Length && TryLaunch())
            {
            }

            if (_underWay > 0)
            {
                Land();
            }
            else if (_slots.Count == 0 && _held.Count > 0 && !stop.IsCancellationRequested)
            {
                MakeWay();
            }

            if (stop.IsCancellationRequested)
            {
                InterruptIdle();
            }
        }
        catch (DeviceLostException error)
        {
            FailAll(error);
            return false;
        }

        Release();
        return !device.IsLost && (InFlight > 0 || _waiting is not null || !_isQueueEmpty);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (TrialSlot slot in _slots.Concat(_held))
        {
            slot.Dispose();
        }

        _slots.Clear();
        _held.Clear();
        _recordings.Dispose();
    }

    private void Admit()
    {
        // Memory that was too short stays so until a trial leaves: to try before would be to allocate and clear it in vain.
        while (!_isMemoryShort && HasPlace && NextJob() is { } job)
        {
            if ((job.IsAlone && InFlight > 0) || !TryStart(job))
            {
                _waiting = job;
                return;
            }
        }
    }

    private TrialJob? NextJob()
    {
        if (_waiting is { } waiting)
        {
            _waiting = null;
            return waiting;
        }

        if (_isQueueEmpty)
        {
            return null;
        }

        TrialJob? job = queue.Next();
        _isQueueEmpty = job is null;
        return job;
    }

    /// <returns>False when the trial has to wait for others to leave room.</returns>
    private bool TryStart(TrialJob job)
    {
        bool wasLost = device.IsLost;
        try
        {
            TrialSlot slot = prepare(job);
            Join(slot);
            limit.Joined(slot);
        }
        catch (OutOfDeviceMemoryException) when (InFlight > 0)
        {
            _isMemoryShort = true;
            return false;
        }
        catch (DeviceLostException error)
        {
            queue.Ended(job, new FailedTrial(error, MayBeAnothers: wasLost || InFlight > 0));

            // It may have been this one's work that cost those in flight the device, be it a single one.
            foreach (TrialSlot slot in _slots.Concat(_held))
            {
                slot.Fail(error, mayBeAnothers: true);
            }

            throw;
        }
        catch (Exception error)
        {
            queue.Ended(job, new FailedTrial(error, MayBeAnothers: false));
        }

        return true;
    }

    private bool TryLaunch()
    {
        Flight flight = _flights[(_firstFlight + _underWay) % _flights.Length];
        flight.Clear();
        limit.Choose(_slots, flight, stop.IsCancellationRequested);
        if (flight.Count == 0)
        {
            return false;
        }

        flight.Recording = _recordings.Get(flight.Programs);
        flight.Runs = Math.Min(flight.Runs, flight.Recording.Size.Count);
        foreach ((TrialSlot slot, Phase phase) in flight.Members)
        {
            slot.Take(flight.Runs, phase.IsTraining, flight.Count);
        }

        flight.SubmittedAt = Stopwatch.GetTimestamp();
        flight.Submission = _recordings.Submit(flight.Recording, flight.Runs);
        _underWay++;
        return true;
    }

    private void Land()
    {
        Flight flight = _flights[_firstFlight];
        TimeSpan busy = Await(flight, flight.Recording!);
        _firstFlight = (_firstFlight + 1) % _flights.Length;
        _underWay--;
        AwaitUnknown();
        flight.Recording!.Size.Measured(flight.Runs, busy);
        if (flight.Count == 1)
        {
            solo.Measured(flight.Costs[0].Kind, flight.Runs, busy.TotalSeconds);
        }

        limit.Measured(flight, busy.TotalSeconds);
        TimeShares.Divide(flight.Costs, solo, _shares);
        for (int i = 0; i < flight.Count; i++)
        {
            (TrialSlot slot, Phase phase) = flight.Members[i];
            Ran(slot, flight.Runs, phase.IsTraining, busy.TotalSeconds * _shares[i]);
        }
    }

    private TimeSpan Await(Flight flight, PackedRecording recording)
    {
        bool isSeen = flight.SeenAt is not null || !flight.Submission.HasEnded;
        See(flight);
        TimeSpan? usual = !isSeen && recording.SecondsOfRun is { } seconds ? TimeSpan.FromSeconds(seconds * flight.Runs) : null;
        TimeSpan busy = _clock.Busy(flight.SubmittedAt, flight.SeenAt!.Value, usual);
        if (isSeen)
        {
            recording.Seen(flight.Runs, busy);
        }

        return busy;
    }

    // Whatever the host does next may take it longer than the device takes for the rest of what is under way: the ends of the first submissions, which are short, are seen now.
    private void AwaitUnknown()
    {
        if (_underWay > 0 && _flights[_firstFlight] is { Recording.SecondsOfRun: null } flight)
        {
            See(flight);
        }
    }

    private static void See(Flight flight)
    {
        flight.Submission.Wait();
        flight.SeenAt ??= Stopwatch.GetTimestamp();
    }

    private void Ran(TrialSlot slot, int runs, bool isTraining, double seconds)
    {
        try
        {
            slot.Ran(runs, isTraining, seconds, stop.IsCancellationRequested);
        }
        catch (Exception error) when (error is not DeviceLostException)
        {
            slot.Fail(error, mayBeAnothers: false);
        }
    }

    private void InterruptIdle()
    {
        foreach (TrialSlot slot in _slots)
        {
            if (slot.IsBetweenUpdates)
            {
                Guarded(slot, static slot => slot.Interrupt());
            }
        }

        foreach (TrialSlot slot in _held)
        {
            Guarded(slot, static slot => slot.Interrupt());
        }
    }

    // What goes wrong with one trial concerns that trial; a lost device concerns all.
    private static void Guarded(TrialSlot slot, Action<TrialSlot> action)
    {
        try
        {
            action(slot);
        }
        catch (Exception error) when (error is not DeviceLostException)
        {
            slot.Fail(error, mayBeAnothers: false);
        }
    }

    private void FailAll(DeviceLostException error)
    {
        bool mayBeAnothers = InFlight > 1;
        foreach (TrialSlot slot in _slots.Concat(_held))
        {
            slot.Fail(error, mayBeAnothers);
        }

        _underWay = 0;
        if (_waiting is { } waiting)
        {
            // It never ran: it is as it was.
            _waiting = null;
            queue.Ended(waiting, new FailedTrial(error, MayBeAnothers: true));
        }

        Release();
    }

    // Nothing of an ended trial may be found again: its programs are gone, and others may be made where they were.
    private void Release()
    {
        ReturnHeld();
        for (int i = 0; i < _slots.Count;)
        {
            TrialSlot slot = _slots[i];
            if (slot.Outcome is { } outcome)
            {
                _slots.RemoveAt(i);
                _recordings.Forget(slot.Owns);
                slot.Dispose();
                queue.Ended(slot.Job, outcome);

                // There is room now, and a trial that is to be tried again may be waiting.
                _isMemoryShort = false;
                _isQueueEmpty = false;
            }
            else
            {
                i++;
            }
        }
    }
}
