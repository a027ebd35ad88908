namespace SweepDsl.Runtime.Training.Schedules;

/// <summary>The learning rate throughout.</summary>
public sealed record ConstantSchedule : LearningRateSchedule
{
    // Of no effect, but not that of the training: no budget makes another schedule of it.
    /// <inheritdoc/>
    public override ScheduleLength? Span => ScheduleLength.Updates(1);

    /// <inheritdoc/>
    public override double ShareOf(long update, long length) => 1;
}
