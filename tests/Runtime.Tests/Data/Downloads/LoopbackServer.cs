using System.Net;
using System.Net.Sockets;

namespace SweepDsl.Runtime.Tests.Data.Downloads;

/// <summary>
/// Answers on 127.0.0.1, one prepared answer a request, and stands in for the whole internet: <see cref="Handler"/> leads every https address here.
/// </summary>
internal sealed class LoopbackServer : IDisposable
{
    private readonly HttpListener _listener = new();
    private readonly Queue<Action<HttpListenerContext>> _answers;
    private readonly int _port;

    public LoopbackServer(params Action<HttpListenerContext>[] answers)
    {
        _answers = new Queue<Action<HttpListenerContext>>(answers);
        using (TcpListener probe = new(IPAddress.Loopback, 0))
        {
            probe.Start();
            _port = ((IPEndPoint)probe.LocalEndpoint).Port;
        }

        _listener.Prefixes.Add($"http://127.0.0.1:{_port}/");
        _listener.Start();
        _ = Task.Run(ServeAsync);
    }

    /// <summary>The requests so far: address, Range and If-Range.</summary>
    public List<string> Requests { get; } = [];

    public HttpMessageHandler Handler => new Rewriter(_port);

    public static Action<HttpListenerContext> Whole(byte[] content, string? etag = null) => context =>
    {
        Name(context, etag);
        context.Response.ContentLength64 = content.Length;
        context.Response.OutputStream.Write(content);
        context.Response.Close();
    };

    public static Action<HttpListenerContext> CutAfter(byte[] content, int bytes, string? etag) => context =>
    {
        Name(context, etag);
        context.Response.ContentLength64 = content.Length;
        context.Response.OutputStream.Write(content, 0, bytes);
        context.Response.OutputStream.Flush();
        context.Response.Abort();
    };

    public static Action<HttpListenerContext> Rest(byte[] content, int from, string? etag, int? claimedFrom = null) => context =>
    {
        Name(context, etag);
        context.Response.StatusCode = 206;
        context.Response.AddHeader("Content-Range", $"bytes {claimedFrom ?? from}-{content.Length - 1}/{content.Length}");
        context.Response.ContentLength64 = content.Length - from;
        context.Response.OutputStream.Write(content, from, content.Length - from);
        context.Response.Close();
    };

    public static Action<HttpListenerContext> Status(int code, string? location = null) => context =>
    {
        context.Response.StatusCode = code;
        if (location is not null)
        {
            context.Response.AddHeader("Location", location);
        }

        context.Response.Close();
    };

    public static Action<HttpListenerContext> Page(string html, bool isChunked) => context =>
    {
        byte[] content = System.Text.Encoding.UTF8.GetBytes(html);
        context.Response.ContentType = "text/html";
        context.Response.SendChunked = isChunked;
        if (!isChunked)
        {
            context.Response.ContentLength64 = content.Length;
        }

        context.Response.OutputStream.Write(content);
        context.Response.Close();
    };

    public void Dispose() => _listener.Close();

    private static void Name(HttpListenerContext context, string? etag)
    {
        if (etag is not null)
        {
            context.Response.AddHeader("ETag", etag);
        }
    }

    private async Task ServeAsync()
    {
        while (_listener.IsListening)
        {
            HttpListenerContext context;
            try
            {
                context = await _listener.GetContextAsync();
            }
            catch (Exception exception) when (exception is HttpListenerException or ObjectDisposedException)
            {
                return;
            }

            Requests.Add($"{context.Request.Headers["X-Address"]} {context.Request.Headers["Range"]} {context.Request.Headers["If-Range"]}".TrimEnd());
            Action<HttpListenerContext> answer = _answers.Count > 0 ? _answers.Dequeue() : Status(404);
            try
            {
                answer(context);
            }
            catch (Exception exception) when (exception is HttpListenerException or IOException or ObjectDisposedException)
            {
                // The client went away first, which some tests want.
            }
        }
    }

    private sealed class Rewriter(int port) : DelegatingHandler(new SocketsHttpHandler { AllowAutoRedirect = false, UseProxy = false })
    {
        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            request.Headers.Add("X-Address", request.RequestUri!.ToString());
            request.RequestUri = new Uri($"http://127.0.0.1:{port}{request.RequestUri.PathAndQuery}");
            return base.SendAsync(request, cancellationToken);
        }
    }
}
