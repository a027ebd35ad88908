namespace SweepDsl.Runtime.Training.Timing;

/// <summary>How long a step spends in a kernel, or in the dispatches of one label.</summary>
/// <param name="Name">The kernel's name, such as <c>pool2d_forward</c>, or the label, such as <c>layers.0.forward</c>.</param>
/// <param name="Kernel">The kernel's name.</param>
/// <param name="Dispatches">How many dispatches of a step these are.</param>
/// <param name="Seconds">Device time of all of them in a step.</param>
/// <param name="Share">The part of the whole step's time, 0 to 1.</param>
public sealed record KernelTime(string Name, string Kernel, int Dispatches, double Seconds, double Share);
