namespace SweepDsl.Runtime.Kernels.Tuning;

/// <summary>What <see cref="DispatchTimer"/> measured.</summary>
/// <param name="MedianSeconds">Median over the rounds, in seconds for the dispatches once.</param>
/// <param name="FastestSeconds">The fastest round, likewise.</param>
/// <param name="Rounds">How many rounds were timed.</param>
/// <param name="Repeats">How many times a round ran the dispatches.</param>
public readonly record struct DispatchTiming(double MedianSeconds, double FastestSeconds, int Rounds, int Repeats);
