using System.Globalization;
using SweepDsl.Runtime.Kernels.Tuning;

namespace SweepDsl.Runtime.Training.Packing;

/// <summary>
/// Packs as many trials as measurably pay. It begins with one and tries twice as many: for a while it packs the one number and the other in turn, in real training, for no bit
/// depends on it, and goes on growing while the larger one gets clearly more work done in the same time. Work is counted by what it costs alone, so that trials of different
/// sizes and phases can be added up.
/// </summary>
/// <param name="notice">Takes what was decided, as a sentence.</param>
internal sealed class MeasuredPack(Action<string> notice) : IPackLimit
{
    /// <summary>How much faster twice as many must be to be worth their memory.</summary>
    private const double WorthIt = 1.1;

    // A window is long enough for its first submission not to count; several in turn, for what disturbs the machine comes and goes.
    private const double WindowSeconds = 0.05;
    private const int WindowFlights = 3;
    private const int Windows = 6;

    private readonly SoloTimes _solo = new();
    private readonly HashSet<int> _judged = [];
    private readonly double[][] _gains = [new double[Windows / 2], new double[Windows / 2]];
    private int _limit = 1;
    private int _tried;
    private int _window;
    private bool _isSettled;
    private double _workSeconds;
    private double _busySeconds;
    private int _flights;

    /// <inheritdoc/>
    public int Wanted => _isSettled ? _limit : Math.Min(2 * _limit, PackSize.Max);

    /// <summary>How many are packed by what is known.</summary>
    public int Limit => _limit;

    /// <inheritdoc/>
    public void Joined(TrialSlot slot)
    {
        // Steps of another size may gain where those before did not.
        if (!_judged.Contains(slot.StepKind) && _limit < PackSize.Max)
        {
            BeginMeasuring();
        }
    }

    /// <inheritdoc/>
    public void Choose(IReadOnlyList<TrialSlot> slots, Flight flight, bool isStopping)
    {
        int more = Math.Min(slots.Count, Wanted);
        if (_isSettled || more <= _limit)
        {
            flight.Fill(slots, _limit, isStopping);
            return;
        }

        if (_tried != more)
        {
            // A trial came or went: what was measured so far was of others.
            BeginMeasuring();
            _tried = more;
        }

        flight.Fill(slots, _window % 2 == 0 ? _limit : more, isStopping);
        if (FirstUnknown(flight) is { } unknown)
        {
            flight.Clear();
            flight.Add(unknown.Slot, unknown.Phase);
            return;
        }

        flight.Mark = _window + 1;
    }

    /// <inheritdoc/>
    public void Measured(Flight flight, double seconds)
    {
        if (flight.Count == 1)
        {
            _solo.Measured(flight.Members[0].Phase.Kind, flight.Runs, seconds);
        }

        // What was submitted before the window began, or alone to be known, does not count.
        if (_isSettled || flight.Mark != _window + 1)
        {
            return;
        }

        foreach ((_, Phase phase) in flight.Members)
        {
            _workSeconds += _solo.Of(phase.Kind) * flight.Runs;
        }

        _busySeconds += seconds;
        _flights++;
        if (_busySeconds >= WindowSeconds && _flights >= WindowFlights)
        {
            EndWindow(flight);
        }
    }

    private (TrialSlot Slot, Phase Phase)? FirstUnknown(Flight flight)
    {
        foreach ((TrialSlot Slot, Phase Phase) member in flight.Members)
        {
            if (!_solo.Knows(member.Phase.Kind))
            {
                return member;
            }
        }

        return null;
    }

    private void BeginMeasuring()
    {
        _isSettled = false;
        (_window, _tried) = (0, 0);
        BeginWindow();
    }

    private void BeginWindow() => (_workSeconds, _busySeconds, _flights) = (0, 0, 0);

    private void EndWindow(Flight flight)
    {
        _gains[_window % 2][_window / 2] = _workSeconds / _busySeconds;
        _window++;
        BeginWindow();
        if (_window == Windows)
        {
            Decide(flight);
        }
    }

    private void Decide(Flight flight)
    {
        double gain = Median.Of(_gains[1]);
        double ratio = gain / Median.Of(_gains[0]);
        if (ratio >= WorthIt)
        {
            _limit = _tried;
            notice(string.Create(CultureInfo.InvariantCulture, $"Packing {_limit} trials, which were measured to train {gain:0.0} times as fast together as one after another."));
            BeginMeasuring();
            return;
        }

        _isSettled = true;
        foreach ((TrialSlot slot, _) in flight.Members)
        {
            _judged.Add(slot.StepKind);
        }

        if (_limit == 1)
        {
            notice(string.Create(CultureInfo.InvariantCulture, $"Running one trial at a time: {_tried} packed were measured to train {gain:0.00} times as fast as one after another."));
        }
    }
}
