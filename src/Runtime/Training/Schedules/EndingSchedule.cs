namespace SweepDsl.Runtime.Training.Schedules;

/// <summary>A schedule that has an end: updates beyond it have its last share.</summary>
public abstract record EndingSchedule : LearningRateSchedule
{
    /// <summary>How long it takes; null when it takes what training has left after the warm-up.</summary>
    public ScheduleLength? Length { get; init; }

    /// <inheritdoc/>
    public sealed override ScheduleLength? Span => Length;

    /// <inheritdoc/>
    public sealed override double ShareOf(long update, long length) => ShareAt(Math.Min(update, length), length);

    /// <summary>The share of an update up to the end.</summary>
    /// <param name="update">Updates since the schedule began; at most <paramref name="length"/>.</param>
    /// <param name="length">Updates until the end.</param>
    protected abstract double ShareAt(double update, double length);
}
