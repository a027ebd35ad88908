using SweepDsl.Runtime.Energy;

namespace SweepDsl.Runtime.Tests.Energy;

/// <summary>A device that has used two watt-hours whenever it is asked again.</summary>
internal sealed class CountingSensor : IEnergySensor
{
    private const double TwoWattHours = 7200;

    public string Source => "a test";

    public string Counted => "processors";

    public TimeSpan Interval => TimeSpan.FromHours(1);

    public double Advance(TimeSpan elapsed) => elapsed == TimeSpan.Zero ? 0 : TwoWattHours;
}
