namespace SweepDsl.Runtime.Kernels.Planning;

/// <summary>What decides a dropout layer's mask, besides epoch and example.</summary>
/// <param name="Rate">Probability of zero, 0 to below 1.</param>
/// <param name="Seed">The trial's seed.</param>
/// <param name="Layer">The layer's number, 0 to 2^24 - 1.</param>
public readonly record struct DropoutMask(double Rate, uint Seed, int Layer);
