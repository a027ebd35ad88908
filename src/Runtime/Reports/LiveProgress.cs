using System.Collections.Immutable;
using Spectre.Console;
using SweepDsl.Runtime.Sweeps;
using SweepDsl.Runtime.Sweeps.Store;
using SweepDsl.Runtime.Training;

namespace SweepDsl.Runtime.Reports;

/// <summary>Shows a sweep live on a terminal: ended trials scroll by, below them stand the trial under way and the whole.</summary>
/// <param name="console">The terminal.</param>
/// <param name="environment">What the sweep runs on.</param>
/// <param name="selected">Number of trials that were asked for.</param>
/// <param name="clock">Tells the time.</param>
public sealed class LiveProgress(IAnsiConsole console, TrainingEnvironment environment, int selected, TimeProvider clock) : ISweepObserver
{
    private static readonly TimeSpan FrameTime = TimeSpan.FromSeconds(0.1);
    private readonly SweepProgress _progress = new(clock);
    private LiveDisplayContext? _display;
    private long _lastFrame;

    /// <summary>Shows the sweep while an action runs it.</summary>
    public T Show<T>(Func<T> run) => console.Live(Text.Empty).AutoClear(true).Start(display =>
    {
        _display = display;
        return run();
    });

    /// <inheritdoc/>
    public void Begin(StudyPlan plan, ImmutableArray<Trial> pending)
    {
        _progress.Begin(plan, pending, selected);
        Write(ProgressText.Beginning(plan, _progress, environment), Style.Plain);
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
        _progress.Advance(update, totalUpdates);
        if (clock.GetElapsedTime(_lastFrame) >= FrameTime)
        {
            Draw();
        }
    }

    /// <inheritdoc/>
    public void Evaluated(Trial trial, Evaluation evaluation)
    {
        _progress.Measure(evaluation);
        Draw();
    }

    /// <inheritdoc/>
    public void TrialEnded(Trial trial, TrialResult result)
    {
        TimeSpan duration = _progress.TrialElapsed;
        _progress.End(result.Status == TrialStatus.Finished);
        Write($"{ProgressText.Counter(_progress)} {ProgressText.Ending(trial, result, duration)}", result.Status switch
        {
            TrialStatus.Failed => new Style(Color.Red),
            TrialStatus.Diverged => new Style(Color.Yellow),
            _ => Style.Plain,
        });
    }

    /// <inheritdoc/>
    public void Notice(string message) => Write(message, new Style(decoration: Decoration.Dim));

    private void Write(string line, Style style) => console.WriteLine(line, style);

    private void Draw()
    {
        _lastFrame = clock.GetTimestamp();
        _display?.UpdateTarget(new Text(LiveFrame.Of(_progress, console.Profile.Width, console.Profile.Capabilities.Unicode)));
    }
}
