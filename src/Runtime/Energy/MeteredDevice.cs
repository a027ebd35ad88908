namespace SweepDsl.Runtime.Energy;

/// <summary>Reads the sensor of one device as often as it needs.</summary>
internal sealed class MeteredDevice : IDisposable
{
    private readonly Lock _gate = new();
    private readonly IEnergySensor _sensor;
    private readonly TimeProvider _clock;
    private readonly ITimer _timer;
    private long _last;
    private double _joules;

    /// <summary>Begins to count.</summary>
    public MeteredDevice(string name, IEnergySensor sensor, TimeProvider clock)
    {
        (Name, _sensor, _clock, _last) = (name, sensor, clock, clock.GetTimestamp());
        _joules = sensor.Advance(TimeSpan.Zero);
        _timer = clock.CreateTimer(_ => Read(), state: null, sensor.Interval, sensor.Interval);
    }

    /// <summary>The device's name.</summary>
    public string Name { get; }

    /// <summary>What counts, and of what.</summary>
    public string Source => _sensor.Source;

    /// <summary>Joules until now.</summary>
    public double Read()
    {
        lock (_gate)
        {
            long now = _clock.GetTimestamp();
            _joules += _sensor.Advance(_clock.GetElapsedTime(_last, now));
            _last = now;
            return _joules;
        }
    }

    /// <summary>Ends counting.</summary>
    public void Dispose() => _timer.Dispose();
}
