using SweepDsl.Runtime.Sweeps;
using SweepDsl.Runtime.Sweeps.Store;
using SweepDsl.Runtime.Training;

namespace SweepDsl.Runtime.Reports;

/// <summary>Shows a sweep as plain lines, for files and logs: each trial that ends, and of a long trial a sign of life now and then.</summary>
/// <param name="output">Where lines go.</param>
/// <param name="clock">Tells the time.</param>
public sealed class PlainProgress(TextWriter output, TimeProvider clock) : IRunDisplay
{
    private static readonly TimeSpan SignOfLife = TimeSpan.FromSeconds(30);
    private readonly Lock _gate = new();
    private readonly SweepProgress _progress = new(clock);
    private long _lastLine = clock.GetTimestamp();

    /// <inheritdoc/>
    public void Begin(RoundStart round)
    {
        _progress.Begin(round);
        foreach (string line in ProgressText.Beginning(round, _progress))
        {
            Write(line);
        }
    }

    /// <inheritdoc/>
    public void TrialStarted(Trial trial, long update, double seconds) => _progress.Start(trial, update, seconds);

    /// <inheritdoc/>
    public void Progress(Trial trial, TrainingProgress progress)
    {
        _progress.Advance(trial, progress);
        if (clock.GetElapsedTime(_lastLine) >= SignOfLife)
        {
            WriteState(_progress.Of(trial), $"loss {ProgressText.Loss(progress.Loss)}");
        }
    }

    /// <inheritdoc/>
    public void Evaluated(Trial trial, Evaluation evaluation)
    {
        _progress.Measured(trial, evaluation);
        if (clock.GetElapsedTime(_lastLine) >= SignOfLife)
        {
            WriteState(_progress.Of(trial), ProgressText.Losses(evaluation));
        }
    }

    /// <inheritdoc/>
    public void TrialWaits(Trial trial, bool isWaiting) => _progress.Of(trial).IsWaiting = isWaiting;

    /// <inheritdoc/>
    public void TrialLeft(Trial trial) => _progress.Leave(trial);

    /// <inheritdoc/>
    public void TrialEnded(Trial trial, TrialResult result)
    {
        TimeSpan duration = _progress.Of(trial).Elapsed;
        _progress.End(trial, result.Status);
        Write($"{ProgressText.Counter(_progress)} {ProgressText.Endings(trial, result, duration, _progress.Metric).First()}{Left()}");
    }

    /// <inheritdoc/>
    public void Notice(string message) => Write(message);

    /// <inheritdoc/>
    public void Warning(string message) => Write(message);

    /// <inheritdoc/>
    public void Dispose()
    {
    }

    private void WriteState(RunningTrial running, string losses) =>
        Write($"{ProgressText.Counter(_progress)} {running.Trial.Name}  update {running.Update} of {running.TotalUpdates}  {losses}{Left()}");

    private string Left() => _progress.Ended < _progress.Pending + _progress.Foreseen && ProgressText.Left(_progress) is { } left ? $"  ({left})" : "";

    // A signal's notice comes from a thread of its own.
    private void Write(string line)
    {
        lock (_gate)
        {
            output.WriteLine(line);
            output.Flush();
            _lastLine = clock.GetTimestamp();
        }
    }
}
