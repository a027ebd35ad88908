namespace SweepDsl.Runtime.Training.Schedules;

/// <summary>How the learning rate changes from update to update: shares of <see cref="TrainingDefinition.LearningRate"/>.</summary>
public abstract record LearningRateSchedule
{
    /// <summary>The length that <see cref="ShareOf"/> takes; null when it is what training has left after the warm-up.</summary>
    public abstract ScheduleLength? Span { get; }

    /// <summary>Whether another budget makes another schedule of it.</summary>
    public bool FollowsBudget => Span is null;

    /// <summary>The share of an update.</summary>
    /// <param name="update">Updates since the schedule began.</param>
    /// <param name="length">Updates of <see cref="Span"/>; positive.</param>
    public abstract double ShareOf(long update, long length);
}
