using System.Globalization;

namespace SweepDsl.Runtime.Training.Packing;

/// <summary>
/// Packs as many trials as measurably pay. It is measured in real training, for no bit depends on what is packed with what. Work is counted by what it costs alone, so that trials
/// of different sizes and phases can be added up.
/// </summary>
/// <param name="solo">What programs take alone.</param>
/// <param name="notice">Takes what was decided, as a sentence.</param>
internal sealed class MeasuredPack(SoloTimes solo, Action<string> notice) : IPackLimit
{
    private const int MostUnfilled = 50;

    private readonly PackGrowth _growth = new();
    private readonly HashSet<int> _judged = [];
    private int _unfilled;
    private int _unfilledWindow;
    private bool _isSettled;
    private bool _isToldAlone;

    /// <inheritdoc/>
    public int Wanted => _isSettled ? _growth.Limit : Math.Min(2 * _growth.Limit, PackSize.Max);

    /// <inheritdoc/>
    public void Joined(TrialSlot slot)
    {
        // Steps of another size may gain where those before did not.
        _isSettled &= _judged.Contains(slot.StepKind);
    }

    /// <inheritdoc/>
    public void Choose(IReadOnlyList<TrialSlot> slots, Flight flight, bool isStopping)
    {
        int more = Math.Min(slots.Count, Wanted);
        if (_isSettled || more <= _growth.Limit)
        {
            _growth.GiveUp();
            flight.Fill(slots, _growth.Limit, isStopping);
            return;
        }

        if (_growth.Tried != more)
        {
            _growth.Try(more);
        }

        flight.Fill(slots, _growth.Now, isStopping);
        if (FirstUnknown(flight) is { } unknown)
        {
            // Alone, to learn what it costs alone; that is no part of the window.
            flight.Clear();
            flight.Add(unknown.Slot, unknown.Phase);
        }
        else if (IsTelling(flight))
        {
            flight.Mark = _growth.Window;
        }
    }

    /// <inheritdoc/>
    public void Measured(Flight flight, double seconds)
    {
        if (_growth.Tried == 0 || flight.Mark != _growth.Window)
        {
            return;
        }

        double work = 0;
        foreach ((_, Phase phase) in flight.Members)
        {
            work += solo.Of(phase.Kind) * flight.Runs;
        }

        int tried = _growth.Tried;
        if (_growth.Measured(work, seconds))
        {
            Tell(tried, flight);
        }
    }

    // Fewer trials than a window is about, for others wait for the host, tell nothing of their number. Where a window has hardly any fuller ones, they are what packing comes to.
    private bool IsTelling(Flight flight)
    {
        if (_unfilledWindow != _growth.Window)
        {
            (_unfilledWindow, _unfilled) = (_growth.Window, 0);
        }

        return flight.Count == _growth.Now || (flight.Count > 0 && ++_unfilled > MostUnfilled);
    }

    private (TrialSlot Slot, Phase Phase)? FirstUnknown(Flight flight)
    {
        foreach ((TrialSlot Slot, Phase Phase) member in flight.Members)
        {
            if (!solo.Knows(member.Phase.Kind))
            {
                return member;
            }
        }

        return null;
    }

    private void Tell(int tried, Flight flight)
    {
        if (_growth.Limit == tried)
        {
            notice(string.Create(CultureInfo.InvariantCulture, $"Packing {tried} trials: together they were measured to train {_growth.Gain:0.0} times as fast as one after another."));
            return;
        }

        _isSettled = true;
        foreach ((TrialSlot slot, _) in flight.Members)
        {
            _judged.Add(slot.StepKind);
        }

        if (_growth.Limit == 1 && !_isToldAlone)
        {
            _isToldAlone = true;
            notice(string.Create(CultureInfo.InvariantCulture, $"Training one trial at a time: {tried} packed were measured to be {_growth.LastRatio:0.00} times as fast{(_growth.LastRatio >= PackGrowth.WorthIt ? ", but not steadily" : "")}."));
        }
    }
}
