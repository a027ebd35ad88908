using System.Net.Http.Headers;
using SweepDsl.Runtime.Reports.Watch;
using SweepDsl.Runtime.Sweeps.Store;
using SweepDsl.Runtime.Tests.Sweeps;
using SweepDsl.Runtime.Training.Files;

namespace SweepDsl.Runtime.Tests.Reports.Watch;

/// <summary>A study that is watched: six trials of three points, of which as many have ended as a test wants.</summary>
public abstract class WatchedStudyFixture
{
    private CancellationTokenSource _end = null!;
    private Task _following = Task.CompletedTask;

    /// <summary>The study.</summary>
    private protected SweepFixture Sweep { get; private set; } = null!;

    /// <summary>Its folder.</summary>
    private protected ResultsFolder Results { get; private set; } = null!;

    /// <summary>Who serves it.</summary>
    private protected WatchServer Server { get; private set; } = null!;

    /// <summary>Asks.</summary>
    private protected HttpClient Client { get; private set; } = null!;

    /// <summary>The port that is served.</summary>
    private protected int Port => new Uri(Server.Address).Port;

    [SetUp]
    public async Task Serve()
    {
        _end = new CancellationTokenSource();
        Sweep = new SweepFixture();
        Results = new ResultsFolder(Sweep.Root, "batch-size", new DurableFiles());
        Server = await WatchServer.Start(Results, port: 0, TimeProvider.System);
        _following = Server.Follow(TimeSpan.FromMilliseconds(20), _end.Token);
        Client = new HttpClient { Timeout = TimeSpan.FromMinutes(5) };
    }

    [TearDown]
    public async Task End()
    {
        Client.Dispose();
        await _end.CancelAsync();
        await _following;
        await Server.DisposeAsync();
        _end.Dispose();
        Sweep.Dispose();
    }

    /// <summary>Sends a request for something in the page's folder.</summary>
    private protected Task<HttpResponseMessage> Ask(string name = "", HttpMethod? method = null, Action<HttpRequestHeaders>? with = null)
    {
        HttpRequestMessage request = new(method ?? HttpMethod.Get, Server.Address + name);
        with?.Invoke(request.Headers);
        return Client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead);
    }

    /// <summary>Opens the events.</summary>
    private protected async Task<EventReader> Events(string query = "") => new(await (await Ask("events" + query)).EnsureSuccessStatusCode().Content.ReadAsStreamAsync());

    /// <summary>Has trials that meet a condition end; all where there is none.</summary>
    private protected void Run(string? filter = null) => Sweep.Run(new FakeTrainer(), filter: filter);
}
