using System.Collections.Immutable;

namespace SweepDsl.Runtime.Energy;

/// <summary>Adds up the energy of some devices while it is open.</summary>
internal sealed class EnergyMeter : IDisposable
{
    private readonly TimeProvider _clock;
    private readonly long _begin;
    private readonly ImmutableArray<MeteredDevice> _devices;

    /// <summary>Begins to count.</summary>
    /// <param name="sensors">Devices with their sensors; what several count is counted once, for the first of them.</param>
    /// <param name="clock">Says when to read them.</param>
    public EnergyMeter(IEnumerable<(string Device, IEnergySensor? Sensor)> sensors, TimeProvider clock)
    {
        _clock = clock;
        _begin = clock.GetTimestamp();
        _devices =
        [
            .. sensors.Where(pair => pair.Sensor is not null).Select(pair => (pair.Device, Sensor: pair.Sensor!)).DistinctBy(pair => pair.Sensor.Counted)
                .Select(pair => new MeteredDevice(pair.Device, pair.Sensor, clock)),
        ];
    }

    /// <summary>What was used until now; nothing where no device has a sensor.</summary>
    public ImmutableArray<EnergyUse> Read()
    {
        double seconds = _clock.GetElapsedTime(_begin).TotalSeconds;
        return [.. _devices.Select(device => new EnergyUse(device.Name, device.Source, device.Read(), seconds))];
    }

    /// <summary>Ends counting.</summary>
    public void Dispose()
    {
        foreach (MeteredDevice device in _devices)
        {
            device.Dispose();
        }
    }
}
