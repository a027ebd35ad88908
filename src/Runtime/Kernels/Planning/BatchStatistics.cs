namespace SweepDsl.Runtime.Kernels.Planning;

/// <summary>Mean and variance of each channel over each virtual batch: [groups, channels in fours].</summary>
/// <param name="Mean">The means.</param>
/// <param name="Variance">The variances, divided by the number of values.</param>
public readonly record struct BatchStatistics(BufferView Mean, BufferView Variance);
