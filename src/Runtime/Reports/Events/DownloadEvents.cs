using SweepDsl.Runtime.Data;

namespace SweepDsl.Runtime.Reports.Events;

/// <summary>Tells of each percent of a download.</summary>
/// <param name="events">Takes events.</param>
internal sealed class DownloadEvents(EventWriter events) : IProgress<DownloadProgress>
{
    private readonly Lock _gate = new();
    private (string File, long Percent) _told;

    /// <inheritdoc/>
    public void Report(DownloadProgress value)
    {
        lock (_gate)
        {
            long percent = value.BytesInAll > 0 ? value.BytesDone * 100 / value.BytesInAll : 0;
            if (_told != (value.File, percent))
            {
                _told = (value.File, percent);
                events.Write("download", json =>
                {
                    json.WriteString("file", value.File);
                    json.WriteNumber("bytes_done", value.BytesDone);
                    json.WriteNumber("bytes", value.BytesInAll);
                });
            }
        }
    }
}
