using Microsoft.AspNetCore.Http;
using SweepDsl.Runtime.Reports.Html;

namespace SweepDsl.Runtime.Reports.Watch;

/// <summary>Answers requests: the page, the chart library beside it and its events, and nothing else. No name of a request ever becomes the name of a file.</summary>
/// <param name="gate">Decides who may have them.</param>
/// <param name="feed">The study.</param>
/// <param name="clock">Tells the time.</param>
/// <param name="closing">The server closes.</param>
internal sealed class WatchPage(WatchGate gate, WatchFeed feed, TimeProvider clock, CancellationToken closing)
{
    private const string EventsName = "events";

    private readonly byte[] _library = Library();

    /// <summary>Answers a request.</summary>
    public async Task Answer(HttpContext context)
    {
        Protect(context.Response);
        if (gate.Refusal(context.Request, out string name) is { } status)
        {
            await Refuse(context, status).ConfigureAwait(false);
            return;
        }

        switch (name)
        {
            case "":
                await Send(context, "text/html; charset=utf-8", Page(await feed.Look(context.RequestAborted).ConfigureAwait(false))).ConfigureAwait(false);
                break;
            case ReportAssets.PlotlyFile:
                await Send(context, "text/javascript; charset=utf-8", _library).ConfigureAwait(false);
                break;
            case EventsName:
                await SendEvents(context).ConfigureAwait(false);
                break;
            default:
                await Refuse(context, StatusCodes.Status404NotFound).ConfigureAwait(false);
                break;
        }
    }

    private static void Protect(HttpResponse response)
    {
        IHeaderDictionary headers = response.Headers;
        headers.CacheControl = "no-store";
        headers.XContentTypeOptions = "nosniff";
        headers["Referrer-Policy"] = "no-referrer";
        headers["Cross-Origin-Resource-Policy"] = "same-origin";

        // The page itself says what it may load; what it cannot say there is that no other page may frame it.
        headers.ContentSecurityPolicy = "frame-ancestors 'none'";
    }

    private static async Task Refuse(HttpContext context, int status)
    {
        context.Response.StatusCode = status;
        if (status == StatusCodes.Status405MethodNotAllowed)
        {
            context.Response.Headers.Allow = "GET, HEAD";
        }

        await Send(context, "text/plain; charset=utf-8", "Nothing for you here. 'sweep watch' printed the address of its page.\n"u8.ToArray()).ConfigureAwait(false);
    }

    private static async Task Send(HttpContext context, string type, byte[] content)
    {
        context.Response.ContentType = type;
        context.Response.ContentLength = content.Length;
        if (!HttpMethods.IsHead(context.Request.Method))
        {
            await context.Response.Body.WriteAsync(content, context.RequestAborted).ConfigureAwait(false);
        }
    }

    private async Task SendEvents(HttpContext context)
    {
        context.Response.ContentType = "text/event-stream; charset=utf-8";
        if (HttpMethods.IsGet(context.Request.Method))
        {
            // A page that connects again tells what it has by a header, and one that was just loaded by its address.
            string since = context.Request.Headers["Last-Event-ID"].ToString() is { Length: > 0 } last ? last : context.Request.Query["since"].ToString();
            await feed.Look(context.RequestAborted).ConfigureAwait(false);
            await new EventStream(feed, clock).Send(context.Response, since, closing, context.RequestAborted).ConfigureAwait(false);
        }
    }

    private static byte[] Page(WatchSnapshot snapshot)
    {
        using MemoryStream page = new();
        ReportPage.Write(page, data => data.Write(snapshot.Document), new ReportLiveness(Events: $"{EventsName}?since={snapshot.Id}"), isSingleFile: false);
        return page.ToArray();
    }

    private static byte[] Library()
    {
        using MemoryStream library = new();
        ReportAssets.CopyPlotly(library);
        return library.ToArray();
    }
}
