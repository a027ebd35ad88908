using System.Globalization;
using System.Net;
using System.Net.Sockets;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.AspNetCore.Server.Kestrel.Transport.Sockets;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using SweepDsl.Runtime.Sweeps.Store;

namespace SweepDsl.Runtime.Reports.Watch;

/// <summary>
/// Serves the page of a study to this machine alone. It is ASP.NET Core's server without a host around it, which would read settings from the environment and from the folder it is started in, and take signals.
/// </summary>
public sealed class WatchServer : IAsyncDisposable
{
    // What a page is told at the end is a few bytes; one that does not take them is let go.
    private static readonly TimeSpan Farewell = TimeSpan.FromSeconds(2);

    private readonly CancellationTokenSource _closing = new();
    private readonly WatchFeed _feed;
    private readonly KestrelServer _server;
    private readonly WatchGate _gate = new();
    private readonly TimeProvider _clock;

    private WatchServer(ResultsFolder results, int port, TimeProvider clock)
    {
        KestrelServerOptions options = new() { AddServerHeader = false };
        options.Listen(IPAddress.Loopback, port, listen => listen.Protocols = HttpProtocols.Http1);
        _feed = new WatchFeed(results, clock);
        _clock = clock;
        _server = new KestrelServer(Options.Create(options), new SocketTransportFactory(Options.Create(new SocketTransportOptions()), NullLoggerFactory.Instance), NullLoggerFactory.Instance);
    }

    /// <summary>The address of the page. Who does not know it does not get the page.</summary>
    public string Address { get; private set; } = "";

    /// <summary>Begins to serve.</summary>
    /// <param name="results">The study; its folder need not be there yet.</param>
    /// <param name="port">The port to listen on; 0 for any that is free.</param>
    /// <param name="clock">Tells the time.</param>
    /// <exception cref="SweepException">The port cannot be had (exit code 2).</exception>
    public static async Task<WatchServer> Start(ResultsFolder results, int port, TimeProvider clock)
    {
        WatchServer server = new(results, port, clock);
        try
        {
            await server.Start().ConfigureAwait(false);
            return server;
        }
        catch (Exception error) when (error is IOException or SocketException)
        {
            await server.DisposeAsync().ConfigureAwait(false);
            throw new SweepException(
                ExitCode.Usage, string.Create(CultureInfo.InvariantCulture, $"--port: port {port} of 127.0.0.1 cannot be had: {error.Message} Name another, or leave --port out for one that is free."), error);
        }
    }

    /// <summary>Has all open pages follow the study.</summary>
    /// <param name="every">Time between two looks at it.</param>
    /// <param name="stop">Ends it.</param>
    public Task Follow(TimeSpan every, CancellationToken stop) => _feed.Follow(every, stop);

    /// <summary>Tells all open pages, and ends.</summary>
    public async ValueTask DisposeAsync()
    {
        if (_closing.IsCancellationRequested)
        {
            return;
        }

        await _closing.CancelAsync().ConfigureAwait(false);
        using CancellationTokenSource patience = new(Farewell, _clock);
        await _server.StopAsync(patience.Token).ConfigureAwait(false);
        _server.Dispose();
        _feed.Dispose();
        _closing.Dispose();
    }

    private async Task Start()
    {
        await _server.StartAsync(new Application(new WatchPage(_gate, _feed, _clock, _closing.Token)), CancellationToken.None).ConfigureAwait(false);
        Address = _gate.AddressAt(new Uri(_server.Features.GetRequiredFeature<IServerAddressesFeature>().Addresses.Single()).Port);
    }

    private sealed class Application(WatchPage page) : IHttpApplication<HttpContext>
    {
        public HttpContext CreateContext(IFeatureCollection contextFeatures) => new DefaultHttpContext(contextFeatures);

        public Task ProcessRequestAsync(HttpContext context) => page.Answer(context);

        public void DisposeContext(HttpContext context, Exception? exception)
        {
        }
    }
}
