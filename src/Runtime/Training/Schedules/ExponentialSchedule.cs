namespace SweepDsl.Runtime.Training.Schedules;

/// <summary>Falls with every update: factor^(update / length). With a period of one update it is <c>torch.optim.lr_scheduler.ExponentialLR</c>.</summary>
/// <param name="Every">The period.</param>
/// <param name="Factor">What the rate is multiplied by over a period.</param>
public sealed record ExponentialSchedule(ScheduleLength Every, double Factor) : LearningRateSchedule
{
    /// <inheritdoc/>
    public override ScheduleLength? Span => Every;

    /// <inheritdoc/>
    public override double ShareOf(long update, long length) => Math.Pow(Factor, (double)update / length);
}
