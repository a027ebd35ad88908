using System.Collections.Immutable;
using Spectre.Console;
using SweepDsl.Runtime.Sweeps;
using SweepDsl.Runtime.Sweeps.Store;
using SweepDsl.Runtime.Training;

namespace SweepDsl.Runtime.Reports;

/// <summary>Shows a sweep live on a terminal: ended trials scroll by, below them stand the trials under way and the whole. The picture is gone when it is disposed.</summary>
/// <param name="console">The terminal.</param>
/// <param name="environments">What the sweep runs on.</param>
/// <param name="clock">Tells the time.</param>
public sealed class LiveProgress(IAnsiConsole console, ImmutableArray<TrainingEnvironment> environments, TimeProvider clock) : ISweepObserver, IDisposable
{
    private static readonly TimeSpan FrameTime = TimeSpan.FromSeconds(0.1);
    private readonly Lock _gate = new();
    private readonly SweepProgress _progress = new(clock);
    private int _drawnLines;
    private long _lastFrame;

    private int Width => console.Profile.Width;

    /// <inheritdoc/>
    public void Begin(StudyPlan plan, ImmutableArray<Trial> pending, int selected)
    {
        _progress.Begin(plan, pending, selected);
        Notice(ProgressText.Beginning(plan, _progress, environments));
    }

    /// <inheritdoc/>
    public void TrialStarted(Trial trial)
    {
        _progress.Start(trial);
        Draw();
    }

    /// <inheritdoc/>
    public void Progress(Trial trial, long update, long totalUpdates)
    {
        _progress.Of(trial).Advance(update, totalUpdates);
        if (clock.GetElapsedTime(_lastFrame) >= FrameTime)
        {
            Draw();
        }
    }

    /// <inheritdoc/>
    public void Evaluated(Trial trial, Evaluation evaluation)
    {
        _progress.Of(trial).Last = evaluation;
        Draw();
    }

    /// <inheritdoc/>
    public void TrialLeft(Trial trial)
    {
        _progress.Leave(trial);
        Draw();
    }

    /// <inheritdoc/>
    public void TrialEnded(Trial trial, TrialResult result)
    {
        TimeSpan duration = _progress.ElapsedOf(trial);
        _progress.End(trial, result.Status == TrialStatus.Finished, result.Status == TrialStatus.Pruned);
        string line = $"{ProgressText.Counter(_progress)} {ProgressText.Ending(trial, result, duration)}";
        if (line.Length >= Width)
        {
            line = $"{ProgressText.Counter(_progress)} {ProgressText.Ending(trial, result, duration, isShort: true)}";
        }

        Write(line, result.Status switch
        {
            TrialStatus.Failed => new Style(Color.Red),
            TrialStatus.Diverged => new Style(Color.Yellow),
            TrialStatus.Pruned => new Style(decoration: Decoration.Dim),
            _ => Style.Plain,
        });
    }

    /// <inheritdoc/>
    public void Notice(string message) => Write(message, new Style(decoration: Decoration.Dim));

    /// <inheritdoc/>
    public void Dispose()
    {
        lock (_gate)
        {
            Erase();
        }
    }

    // A notice may come from the thread of a signal.
    private void Write(string line, Style style)
    {
        lock (_gate)
        {
            Erase();
            console.Write(new Text(line + "\n", style));
        }
    }

    private void Draw()
    {
        lock (_gate)
        {
            Erase();
            IReadOnlyList<string> lines = LiveFrame.Of(_progress, Width, console.Profile.Capabilities.Unicode);
            console.Write(new Text(string.Concat(lines.Select(line => line + "\n"))));
            _drawnLines = lines.Count;
            _lastFrame = clock.GetTimestamp();
        }
    }

    // The cursor stays visible and below the picture, so that a process killed in between leaves the terminal as it should be.
    private void Erase()
    {
        if (_drawnLines > 0)
        {
            // From the first column: a terminal that echoes Ctrl-C has moved on by two.
            console.Write(new ControlCode($"\r\e[{_drawnLines}A\e[0J"));
            _drawnLines = 0;
        }
    }
}
