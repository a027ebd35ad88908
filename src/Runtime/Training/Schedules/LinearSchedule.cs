namespace SweepDsl.Runtime.Training.Schedules;

/// <summary>Goes in a straight line: initial + (final - initial) update / length, as <c>torch.optim.lr_scheduler.LinearLR</c> has it.</summary>
/// <param name="Initial">Share that it starts with.</param>
/// <param name="Final">Share that it ends with.</param>
public sealed record LinearSchedule(double Initial, double Final) : EndingSchedule
{
    /// <inheritdoc/>
    protected override double ShareAt(double update, double length) => Initial + ((Final - Initial) * update / length);
}
