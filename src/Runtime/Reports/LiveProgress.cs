using System.Runtime.InteropServices;
using Spectre.Console;
using SweepDsl.Runtime.Sweeps;
using SweepDsl.Runtime.Sweeps.Store;
using SweepDsl.Runtime.Training;

namespace SweepDsl.Runtime.Reports;

/// <summary>
/// Shows a sweep live on a terminal: ended trials scroll by, below them stand the trials under way and the whole. A timer draws, so that training never waits for the terminal. The picture is gone when it is
/// disposed.
/// </summary>
public sealed class LiveProgress : IRunDisplay
{
    private static readonly TimeSpan FrameTime = TimeSpan.FromSeconds(0.1);

    // The clock goes on where nothing else does.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(1);

    private readonly Lock _gate = new();
    private readonly Lock _drawing = new();
    private readonly LiveScreen _screen;
    private readonly bool _isUnicode;
    private readonly TimeProvider _clock;
    private readonly SweepProgress _progress;
    private readonly List<(string Text, Style Style)> _lines = [];
    private readonly ITimer _timer;
    private readonly PosixSignalRegistration? _continued;
    private long _drawnAt;
    private bool _isChanged;
    private bool _hasBegun;
    private bool _isClosed;

    /// <summary>Begins to draw.</summary>
    /// <param name="console">The terminal.</param>
    /// <param name="isUnicode">Whether it shows more than ASCII.</param>
    /// <param name="clock">Tells the time.</param>
    public LiveProgress(IAnsiConsole console, bool isUnicode, TimeProvider clock)
    {
        (_screen, _isUnicode, _clock, _progress) = (new LiveScreen(console), isUnicode, clock, new SweepProgress(clock));
        _timer = clock.CreateTimer(_ => DrawIfDue(), null, FrameTime, FrameTime);

        // After Ctrl-Z and fg the lines of the shell stand below the picture.
        _continued = OperatingSystem.IsWindows() ? null : PosixSignalRegistration.Create(PosixSignal.SIGCONT, _ => Renew());
    }

    /// <inheritdoc/>
    public void Begin(RoundStart round)
    {
        lock (_gate)
        {
            _progress.Begin(round);
            _hasBegun = true;
            foreach (string line in ProgressText.Beginning(round, _progress))
            {
                Write(line, LiveStyle.Dim);
            }
        }
    }

    /// <inheritdoc/>
    public void TrialStarted(Trial trial, long update, double seconds)
    {
        lock (_gate)
        {
            _progress.Start(trial, update, seconds);
            _isChanged = true;
        }
    }

    /// <inheritdoc/>
    public void Progress(Trial trial, TrainingProgress progress)
    {
        lock (_gate)
        {
            _progress.Advance(trial, progress);
            _isChanged = true;
        }
    }

    /// <inheritdoc/>
    public void Evaluated(Trial trial, Evaluation evaluation)
    {
        lock (_gate)
        {
            _progress.Measured(trial, evaluation);
            _isChanged = true;
        }
    }

    /// <inheritdoc/>
    public void TrialWaits(Trial trial, bool isWaiting)
    {
        lock (_gate)
        {
            _progress.Of(trial).IsWaiting = isWaiting;
            _isChanged = true;
        }
    }

    /// <inheritdoc/>
    public void TrialLeft(Trial trial)
    {
        lock (_gate)
        {
            _progress.Leave(trial);
            _isChanged = true;
        }
    }

    /// <inheritdoc/>
    public void TrialEnded(Trial trial, TrialResult result)
    {
        lock (_gate)
        {
            TimeSpan duration = _progress.Of(trial).Elapsed;
            _progress.End(trial, result.Status);
            string counter = ProgressText.Counter(_progress);
            int room = _screen.Width - counter.Length - 1;
            string[] endings = [.. ProgressText.Endings(trial, result, duration, _progress.Metric)];
            Write($"{counter} {Array.Find(endings, ending => ending.Length <= room) ?? endings[^1]}", result.Status switch
            {
                TrialStatus.Failed => LiveStyle.Failure,
                TrialStatus.Diverged => LiveStyle.Warning,
                TrialStatus.Pruned => LiveStyle.Dim,
                _ => Style.Plain,
            });
        }
    }

    /// <inheritdoc/>
    public void Notice(string message) => Tell(message, LiveStyle.Dim);

    /// <inheritdoc/>
    public void Warning(string message) => Tell(message, LiveStyle.Warning);

    /// <inheritdoc/>
    public void Dispose()
    {
        _timer.Dispose();
        _continued?.Dispose();
        lock (_gate)
        {
            _isClosed = true;
        }

        Draw();
    }

    private void Tell(string message, Style style)
    {
        bool isClosed;
        lock (_gate)
        {
            Write(message, style);
            isClosed = _isClosed;
        }

        if (isClosed)
        {
            Draw();
        }
    }

    private void Write(string text, Style style)
    {
        foreach (string line in text.Split('\n'))
        {
            _lines.Add((TerminalText.Clean(line.TrimEnd(), _isUnicode), style));
        }

        _isChanged = true;
    }

    private void Renew()
    {
        lock (_drawing)
        {
            _screen.Renew();
        }
    }

    // A picture that takes longer than the time of a frame is not begun twice.
    private void DrawIfDue()
    {
        if (_drawing.TryEnter())
        {
            try
            {
                bool isDue;
                lock (_gate)
                {
                    isDue = _isChanged || _clock.GetElapsedTime(_drawnAt) >= Patience;
                }

                if (isDue)
                {
                    Draw();
                }
            }
            finally
            {
                _drawing.Exit();
            }
        }
    }

    private void Draw()
    {
        lock (_drawing)
        {
            (string Text, Style Style)[] lines;
            IReadOnlyList<StyledLine> picture;
            lock (_gate)
            {
                lines = [.. _lines];
                picture = _isClosed || !_hasBegun ? [] : LiveFrame.Of(_progress, new LiveView(_screen.Width, _screen.Height, _isUnicode));
                _lines.Clear();
                (_isChanged, _drawnAt) = (false, _clock.GetTimestamp());
            }

            _screen.Show(lines, picture);
        }
    }
}
