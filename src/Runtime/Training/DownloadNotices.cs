using System.Globalization;
using SweepDsl.Runtime.Data;

namespace SweepDsl.Runtime.Training;

/// <summary>Turns a download's progress into a sentence for each tenth of a file.</summary>
/// <param name="notice">Takes the sentences.</param>
internal sealed class DownloadNotices(Action<string> notice) : IProgress<DownloadProgress>
{
    private const double Megabyte = 1e6;

    private (string File, long Tenth) _last;

    /// <inheritdoc/>
    public void Report(DownloadProgress value)
    {
        (string File, long Tenth) now = (value.File, value.BytesInAll > 0 ? value.BytesDone * 10 / value.BytesInAll : 0);
        if (now != _last)
        {
            _last = now;
            notice(string.Create(CultureInfo.InvariantCulture, $"Downloading {value.File}: {value.BytesDone / Megabyte:0.0} of {value.BytesInAll / Megabyte:0.0} MB."));
        }
    }
}
