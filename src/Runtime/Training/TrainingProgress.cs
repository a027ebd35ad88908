namespace SweepDsl.Runtime.Training;

/// <summary>How far a trial is in its training.</summary>
/// <param name="Update">Updates made.</param>
/// <param name="TotalUpdates">Updates of the whole trial; where seconds end it, as many as they allow at the speed so far.</param>
/// <param name="Examples">Training examples seen so far, counted each time.</param>
/// <param name="Loss">Mean batch loss of the updates since it was told last.</param>
/// <param name="Seconds">The trial's share of the device's time so far, training and evaluations, over all sessions.</param>
public readonly record struct TrainingProgress(long Update, long TotalUpdates, long Examples, double Loss, double Seconds);
