namespace SweepDsl.Runtime.Energy;

/// <summary>Tells how much energy a device uses. No sensor knows who uses it: what else runs there counts too.</summary>
public interface IEnergySensor
{
    /// <summary>What counts, and of what, such as <c>NVML, of the whole board</c>.</summary>
    string Source { get; }

    /// <summary>What is counted: two sensors with the same name count the same energy.</summary>
    string Counted { get; }

    /// <summary>Longest time between two readings that loses nothing.</summary>
    TimeSpan Interval { get; }

    /// <summary>Joules since the last reading; of the first one, 0. What cannot be read counts as 0.</summary>
    /// <param name="elapsed">Time since the last reading.</param>
    double Advance(TimeSpan elapsed);
}
