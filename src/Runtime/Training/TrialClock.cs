namespace SweepDsl.Runtime.Training;

/// <summary>Seconds that a trial spent on training and on evaluations, over all its sessions.</summary>
/// <param name="resume">Where an earlier session left off; null for a new trial.</param>
internal sealed class TrialClock(TrialCheckpoint? resume)
{
    /// <summary>Seconds of training.</summary>
    public double TrainSeconds { get; private set; } = resume?.TrainSeconds ?? 0;

    /// <summary>Seconds of evaluations.</summary>
    public double EvaluationSeconds { get; private set; } = resume?.EvaluationSeconds ?? 0;

    /// <summary>Seconds of both.</summary>
    public double Seconds => TrainSeconds + EvaluationSeconds;

    /// <summary>Counts training.</summary>
    public void Trained(double seconds) => TrainSeconds += seconds;

    /// <summary>Counts an evaluation.</summary>
    public void Evaluated(double seconds) => EvaluationSeconds += seconds;
}
