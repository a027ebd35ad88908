using SweepDsl.Runtime.Sweeps.Store;

namespace SweepDsl.Runtime.Reports.Html;

/// <summary>Writes the report of a study again and again while it runs, as a page that loads itself anew. What goes wrong is told once and stops nothing.</summary>
public sealed class LiveReport : IDisposable
{
    private readonly ResultsFolder _results;
    private readonly TimeSpan _interval;
    private readonly Action<string> _notice;
    private readonly Lock _writing = new();
    private readonly ITimer _timer;
    private bool _isEnded;
    private bool _isTold;

    /// <summary>Begins to write.</summary>
    /// <param name="results">The study.</param>
    /// <param name="interval">Time between two reports.</param>
    /// <param name="clock">Tells the time.</param>
    /// <param name="notice">Is told where the page is, and what goes wrong.</param>
    public LiveReport(ResultsFolder results, TimeSpan interval, TimeProvider clock, Action<string> notice)
    {
        (_results, _interval, _notice) = (results, interval, notice);
        _timer = clock.CreateTimer(_ => Write(), null, interval, interval);
    }

    /// <summary>Ends it; a report under way is finished.</summary>
    public void Dispose()
    {
        _timer.Dispose();
        lock (_writing)
        {
            _isEnded = true;
        }
    }

    private void Write()
    {
        // A report that takes longer than the interval is not started twice.
        if (!_writing.TryEnter())
        {
            return;
        }

        try
        {
            if (!_isEnded && _results.HasResults)
            {
                ReportFolder.Of(_results).Write([ReportedStudy.Read(_results)], new ReportLiveness(_interval.TotalSeconds), isSingleFile: false);
            }
        }
        catch (Exception error) when (error is not OutOfMemoryException)
        {
            // On a timer's thread what is not caught ends the process, and with it the training.
            Tell(error.Message);
        }
        finally
        {
            _writing.Exit();
        }
    }

    private void Tell(string message)
    {
        if (!_isTold)
        {
            _isTold = true;
            _notice(message);
        }
    }
}
