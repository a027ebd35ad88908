using SweepDsl.Dsl.Expressions;

namespace SweepDsl.Dsl.Model;

/// <summary>How the learning rate changes from update to update. Shares are of <c>learning_rate</c>.</summary>
public abstract record ScheduleChoice
{
    /// <summary>Whether it ends where training does, so that another length of training is another schedule.</summary>
    public virtual bool FollowsBudget => false;
}

/// <summary><c>constant</c>.</summary>
public sealed record ConstantSchedule : ScheduleChoice;

/// <summary><c>step</c>.</summary>
/// <param name="Factor">What the rate is multiplied by each time, above 0 and to 1.</param>
/// <param name="Every">How long it holds each rate.</param>
public sealed record StepSchedule(Expression Factor, TrainingLength Every) : ScheduleChoice;

/// <summary><c>exponential</c>.</summary>
/// <param name="Factor">What the rate is multiplied by over a period, above 0 and to 1.</param>
/// <param name="Every">The period.</param>
public sealed record ExponentialSchedule(Expression Factor, TrainingLength Every) : ScheduleChoice;

/// <summary>A schedule that has an end.</summary>
/// <param name="Length">How long it takes; null until training ends.</param>
public abstract record EndingSchedule(TrainingLength? Length) : ScheduleChoice
{
    /// <inheritdoc/>
    public override bool FollowsBudget => Length is null;
}

/// <summary><c>cosine</c>.</summary>
/// <param name="Final">Share that it ends with.</param>
/// <param name="Length">How long it takes; null until training ends.</param>
public sealed record CosineSchedule(Expression Final, TrainingLength? Length) : EndingSchedule(Length);

/// <summary><c>linear</c>.</summary>
/// <param name="Initial">Share that it starts with.</param>
/// <param name="Final">Share that it ends with.</param>
/// <param name="Length">How long it takes; null until training ends.</param>
public sealed record LinearSchedule(Expression Initial, Expression Final, TrainingLength? Length) : EndingSchedule(Length);

/// <summary><c>polynomial</c>.</summary>
/// <param name="Power">The exponent, above 0.</param>
/// <param name="Final">Share that it ends with.</param>
/// <param name="Length">How long it takes; null until training ends.</param>
public sealed record PolynomialSchedule(Expression Power, Expression Final, TrainingLength? Length) : EndingSchedule(Length);

/// <summary><c>one_cycle</c>.</summary>
/// <param name="Rise">Share of its length in which the rate rises to <c>learning_rate</c>.</param>
/// <param name="Initial">Share that it starts with.</param>
/// <param name="Final">Share that it ends with.</param>
/// <param name="IsLinear">Whether it rises and falls in straight lines; otherwise in halves of a cosine.</param>
/// <param name="Length">How long it takes; null until training ends.</param>
public sealed record OneCycleSchedule(Expression Rise, Expression Initial, Expression Final, bool IsLinear, TrainingLength? Length) : EndingSchedule(Length);
