namespace SweepDsl.Runtime.Energy;

/// <summary>The energy that a device used while a study ran on it, and what else there was.</summary>
/// <param name="Device">The device's name.</param>
/// <param name="Source">What counted it, and of what.</param>
/// <param name="Joules">The energy.</param>
/// <param name="Seconds">The time in which it was used, from the first trial's beginning to the last one's end.</param>
public sealed record EnergyUse(string Device, string Source, double Joules, double Seconds);
