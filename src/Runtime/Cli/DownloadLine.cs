using System.Globalization;
using SweepDsl.Runtime.Data;

namespace SweepDsl.Runtime.Cli;

/// <summary>Shows downloads in one line that is drawn over; for files and logs, a line at the begin and the end of each.</summary>
/// <param name="output">Where to.</param>
internal sealed class DownloadLine(OutputStream output) : IProgress<DownloadProgress>, IDisposable
{
    private const double Megabyte = 1e6;
    private readonly Lock _gate = new();
    private string _file = "";
    private long _percent = -1;
    private bool _isOpen;

    /// <inheritdoc/>
    public void Report(DownloadProgress value)
    {
        lock (_gate)
        {
            long percent = value.BytesInAll > 0 ? value.BytesDone * 100 / value.BytesInAll : 0;
            bool isNew = value.File != _file;
            if ((!isNew && percent == _percent) || (!output.IsLive && !isNew && percent < 100))
            {
                return;
            }

            (_file, _percent) = (value.File, percent);
            string text = string.Create(
                CultureInfo.InvariantCulture, $"Downloading {value.File}: {percent,3} % of {value.BytesInAll / Megabyte:0.0} MB");
            output.Writer.Write(output.IsLive ? $"\r{Cut(text)}" : text + "\n");
            output.Writer.Flush();
            _isOpen = output.IsLive;
        }
    }

    /// <summary>Ends the line.</summary>
    public void Dispose()
    {
        lock (_gate)
        {
            if (_isOpen)
            {
                output.Writer.WriteLine();
                _isOpen = false;
            }
        }
    }

    private string Cut(string text) => text.Length < output.Width ? text : text[..(output.Width - 1)];
}
