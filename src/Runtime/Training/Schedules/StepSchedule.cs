namespace SweepDsl.Runtime.Training.Schedules;

/// <summary>Multiplied by a factor every so often: factor^⌊update / length⌋, as <c>torch.optim.lr_scheduler.StepLR</c> has it.</summary>
/// <param name="Every">How long each rate holds.</param>
/// <param name="Factor">What it is multiplied by each time.</param>
public sealed record StepSchedule(ScheduleLength Every, double Factor) : LearningRateSchedule
{
    /// <inheritdoc/>
    public override ScheduleLength? Span => Every;

    /// <inheritdoc/>
    public override double ShareOf(long update, long length) => Math.Pow(Factor, update / length);
}
