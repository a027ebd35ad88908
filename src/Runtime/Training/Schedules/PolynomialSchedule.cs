namespace SweepDsl.Runtime.Training.Schedules;

/// <summary>Falls as a power of what is left: final + (1 - final) (1 - update / length)^power; with a final share of 0 it is <c>torch.optim.lr_scheduler.PolynomialLR</c>.</summary>
/// <param name="Power">The exponent; positive.</param>
/// <param name="Final">Share that it ends with.</param>
public sealed record PolynomialSchedule(double Power, double Final) : EndingSchedule
{
    /// <inheritdoc/>
    protected override double ShareAt(double update, double length) => Final + ((1 - Final) * Math.Pow(1 - (update / length), Power));
}
