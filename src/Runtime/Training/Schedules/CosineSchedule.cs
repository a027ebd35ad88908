namespace SweepDsl.Runtime.Training.Schedules;

/// <summary>
/// Falls along half a cosine: final + (1 - final) (1 + cos(π update / length)) / 2, as <c>torch.optim.lr_scheduler.CosineAnnealingLR</c> has it (Loshchilov and Hutter 2017, without
/// restarts).
/// </summary>
/// <param name="Final">Share that it ends with.</param>
public sealed record CosineSchedule(double Final) : EndingSchedule
{
    /// <inheritdoc/>
    protected override double ShareAt(double update, double length) => Final + ((1 - Final) * (1 + Math.Cos(Math.PI * update / length)) / 2);
}
