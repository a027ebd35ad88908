using System.Collections.Immutable;
using SweepDsl.Runtime.Sweeps;
using SweepDsl.Runtime.Sweeps.Store;
using SweepDsl.Runtime.Training;

namespace SweepDsl.Runtime.Reports;

/// <summary>Shows a sweep as plain lines, for files and logs: each trial that ends, and of a long trial a sign of life now and then.</summary>
/// <param name="output">Where lines go.</param>
/// <param name="environments">What the sweep runs on.</param>
/// <param name="clock">Tells the time.</param>
public sealed class PlainProgress(TextWriter output, ImmutableArray<TrainingEnvironment> environments, TimeProvider clock) : ISweepObserver
{
    private static readonly TimeSpan SignOfLife = TimeSpan.FromSeconds(30);
    private readonly SweepProgress _progress = new(clock);
    private long _lastLine = clock.GetTimestamp();

    /// <inheritdoc/>
    public void Begin(StudyPlan plan, ImmutableArray<Trial> pending, int selected)
    {
        _progress.Begin(plan, pending, selected);
        Write(ProgressText.Beginning(plan, _progress, environments));
    }

    /// <inheritdoc/>
    public void TrialStarted(Trial trial) => _progress.Start(trial);

    /// <inheritdoc/>
    public void Progress(Trial trial, long update, long totalUpdates) => _progress.Of(trial).Advance(update, totalUpdates);

    /// <inheritdoc/>
    public void Evaluated(Trial trial, Evaluation evaluation)
    {
        RunningTrial running = _progress.Of(trial);
        running.Last = evaluation;
        if (clock.GetElapsedTime(_lastLine) >= SignOfLife)
        {
            Write($"{ProgressText.Counter(_progress)} {trial.Name}  update {evaluation.Update} of {running.Updates.Total}  {ProgressText.Losses(evaluation)}");
        }
    }

    /// <inheritdoc/>
    public void TrialLeft(Trial trial) => _progress.Leave(trial);

    /// <inheritdoc/>
    public void TrialEnded(Trial trial, TrialResult result)
    {
        TimeSpan duration = _progress.ElapsedOf(trial);
        _progress.End(trial, result.Status == TrialStatus.Finished, result.Status == TrialStatus.Pruned);
        string left = _progress.Ended < _progress.Pending && _progress.Remaining is { } remaining ? $"  ({DurationText.Rough(remaining)} left)" : "";
        Write($"{ProgressText.Counter(_progress)} {ProgressText.Ending(trial, result, duration)}{left}");
    }

    /// <inheritdoc/>
    public void Notice(string message) => Write(message);

    private void Write(string line)
    {
        output.WriteLine(line);
        output.Flush();
        _lastLine = clock.GetTimestamp();
    }
}
