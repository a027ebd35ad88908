namespace SweepDsl.Runtime.Benchmarks;

/// <summary>How long a step spends in a kernel.</summary>
/// <param name="Kernel">The kernel's name, such as <c>conv2d_forward</c>.</param>
/// <param name="Dispatches">How often a step launches it.</param>
/// <param name="Seconds">Device time of all its launches of a step.</param>
/// <param name="Share">The part of all kernels' time, 0 to 1.</param>
internal sealed record KernelTime(string Kernel, int Dispatches, double Seconds, double Share);
