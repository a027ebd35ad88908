using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Http;

namespace SweepDsl.Runtime.Reports.Watch;

/// <summary>
/// Server-sent events for one page that follows: <c>state</c> says how the run stands, a message has all of the page's data anew, and <c>end</c> that there will be no more. A page that is slower than the
/// study gets the newest data alone.
/// </summary>
/// <param name="feed">What is followed.</param>
/// <param name="clock">Tells the time.</param>
internal sealed class EventStream(WatchFeed feed, TimeProvider clock)
{
    /// <summary>Time after which a page hears that nothing is new, lest anything between takes the connection to be dead.</summary>
    public static readonly TimeSpan Heartbeat = TimeSpan.FromSeconds(15);

    private static readonly WatchSnapshot Closing = new(WatchState.Closed, "'sweep watch' has ended, so this page follows no longer.", []);

    /// <summary>Sends events until the study has ended, the page is gone, or the server closes.</summary>
    /// <param name="response">Where to.</param>
    /// <param name="since">Identity of the data that the page has; empty for none.</param>
    /// <param name="closing">The server closes.</param>
    /// <param name="gone">The page is gone.</param>
    public async Task Send(HttpResponse response, string since, CancellationToken closing, CancellationToken gone)
    {
        using IDisposable joined = feed.Join();
        await Write(response, "retry: 2000\n\n"u8.ToArray(), gone).ConfigureAwait(false);
        WatchSnapshot? told = null;
        while (!closing.IsCancellationRequested)
        {
            WatchFeed.Moment now = feed.Now;
            if (now.Snapshot is { } snapshot && !ReferenceEquals(snapshot, told))
            {
                await Write(response, Events(snapshot, told, ref since), gone).ConfigureAwait(false);
                told = snapshot;
            }

            if (told?.State == WatchState.Ended)
            {
                await Write(response, End, gone).ConfigureAwait(false);
                return;
            }

            if (!await IsPast(now, closing, gone).ConfigureAwait(false))
            {
                await Write(response, ": nothing new\n\n"u8.ToArray(), gone).ConfigureAwait(false);
            }
        }

        await Write(response, [.. State(Closing), .. End], gone).ConfigureAwait(false);
    }

    private static byte[] End => "event: end\ndata:\n\n"u8.ToArray();

    private static byte[] Events(WatchSnapshot snapshot, WatchSnapshot? told, ref string since)
    {
        byte[] state = (snapshot.State, snapshot.Text) == (told?.State, told?.Text) ? [] : State(snapshot);
        if (snapshot.Id == since)
        {
            return state;
        }

        since = snapshot.Id;
        return [.. state, .. Encoding.UTF8.GetBytes($"id: {snapshot.Id}\ndata: "), .. snapshot.Document, .. "\n\n"u8];
    }

    private static byte[] State(WatchSnapshot snapshot)
    {
        using MemoryStream stream = new();
        stream.Write("event: state\ndata: "u8);
        using (Utf8JsonWriter json = new(stream))
        {
            json.WriteStartObject();
            json.WriteString("state", Word(snapshot.State));
            json.WriteString("text", snapshot.Text);
            json.WriteEndObject();
        }

        stream.Write("\n\n"u8);
        return stream.ToArray();
    }

    private static string Word(WatchState state) => state switch
    {
        WatchState.NotRun => "not run",
        _ => state.ToString().ToLowerInvariant(),
    };

    // False when nothing came for so long that the page must hear of it.
    private async Task<bool> IsPast(WatchFeed.Moment moment, CancellationToken closing, CancellationToken gone)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(closing, gone);
        try
        {
            await moment.IsPast.Task.WaitAsync(Heartbeat, clock, stop.Token).ConfigureAwait(false);
            return true;
        }
        catch (TimeoutException)
        {
            return false;
        }
        catch (OperationCanceledException) when (closing.IsCancellationRequested)
        {
            return true;
        }
    }

    private static async Task Write(HttpResponse response, byte[] events, CancellationToken gone)
    {
        await response.Body.WriteAsync(events, gone).ConfigureAwait(false);
        await response.Body.FlushAsync(gone).ConfigureAwait(false);
    }
}
