using SweepDsl.Runtime.Energy;

namespace SweepDsl.Runtime.Tests.Energy;

/// <summary>A device that uses the same power all the time.</summary>
internal sealed class SteadySensor(string counted, double watts) : IEnergySensor
{
    public string Source => "a test";

    public string Counted => counted;

    public TimeSpan Interval => TimeSpan.FromSeconds(1);

    /// <summary>How often it was read.</summary>
    public int Readings { get; private set; }

    public double Advance(TimeSpan elapsed)
    {
        Readings++;
        return watts * elapsed.TotalSeconds;
    }
}
