using SweepDsl.Runtime.Sweeps;
using SweepDsl.Runtime.Sweeps.Store;
using SweepDsl.Runtime.Training;

namespace SweepDsl.Runtime.Reports;

/// <summary>Says nothing of a sweep but what goes wrong.</summary>
/// <param name="output">Where lines go.</param>
public sealed class QuietProgress(TextWriter output) : IRunDisplay
{
    /// <inheritdoc/>
    public void Begin(RoundStart round)
    {
    }

    /// <inheritdoc/>
    public void TrialStarted(Trial trial, long update, double seconds)
    {
    }

    /// <inheritdoc/>
    public void Progress(Trial trial, TrainingProgress progress)
    {
    }

    /// <inheritdoc/>
    public void Evaluated(Trial trial, Evaluation evaluation)
    {
    }

    /// <inheritdoc/>
    public void TrialWaits(Trial trial, bool isWaiting)
    {
    }

    /// <inheritdoc/>
    public void TrialLeft(Trial trial)
    {
    }

    /// <inheritdoc/>
    public void TrialEnded(Trial trial, TrialResult result)
    {
        if (result.Status == TrialStatus.Failed)
        {
            Warning(ProgressText.Failure(trial, result));
        }
    }

    /// <inheritdoc/>
    public void Notice(string message)
    {
    }

    /// <inheritdoc/>
    public void Warning(string message) => output.WriteLine(message);

    /// <inheritdoc/>
    public void Dispose()
    {
    }
}
