namespace SweepDsl.Runtime.Tests.Reports;

/// <summary>A clock that goes on when it is told to, with timers that ring then.</summary>
internal sealed class HandClock : TimeProvider
{
    private readonly List<HandTimer> _timers = [];
    private long _now = 1;

    public override long TimestampFrequency => 1000;

    public override long GetTimestamp() => _now;

    public override DateTimeOffset GetUtcNow() => new DateTimeOffset(2026, 1, 2, 3, 4, 5, TimeSpan.Zero).AddMilliseconds(_now);

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        HandTimer timer = new(this, () => callback(state));
        _timers.Add(timer);
        return timer;
    }

    public void Pass(double seconds)
    {
        _now += (long)(seconds * TimestampFrequency);
        foreach (HandTimer timer in _timers.ToArray())
        {
            timer.Ring();
        }
    }

    private sealed class HandTimer(HandClock clock, Action ring) : ITimer
    {
        public void Ring() => ring();

        public bool Change(TimeSpan dueTime, TimeSpan period) => throw new NotSupportedException();

        public void Dispose() => clock._timers.Remove(this);

        public ValueTask DisposeAsync()
        {
            Dispose();
            return ValueTask.CompletedTask;
        }
    }
}
