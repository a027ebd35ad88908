using SweepDsl.Runtime.Reports.Watch;
using SweepDsl.Runtime.Sweeps.Store;
using SweepDsl.Runtime.Tests.Sweeps;
using SweepDsl.Runtime.Training.Files;

namespace SweepDsl.Runtime.Tests.Reports.Watch;

/// <summary>Documents are made when something changed, when someone looks, and once for all.</summary>
public sealed class WatchFeedTests
{
    private SweepFixture _sweep = null!;
    private ResultsFolder _results = null!;

    [SetUp]
    public void Run()
    {
        _sweep = new SweepFixture();
        _sweep.Run(new FakeTrainer(), filter: "batch_size=8");
        _results = new ResultsFolder(_sweep.Root, "batch-size", new DurableFiles());
    }

    [TearDown]
    public void RemoveFolder() => _sweep.Dispose();

    [Test]
    public async Task What_did_not_change_is_not_made_again_however_many_look()
    {
        using WatchFeed feed = new(_results, TimeProvider.System);

        WatchSnapshot[] seen = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => Task.Run(() => feed.Look(default))));

        Assert.That(seen, Is.All.SameAs(seen[0]));
        Assert.That(feed.Now.Snapshot, Is.SameAs(seen[0]));
    }

    [Test]
    public async Task What_changed_is_made_anew_and_ends_the_moment_before()
    {
        using WatchFeed feed = new(_results, TimeProvider.System);
        WatchSnapshot before = await feed.Look(default);
        WatchFeed.Moment moment = feed.Now;

        await feed.Look(default);
        Assert.That(moment.IsPast.Task.IsCompleted, Is.False);
        _sweep.Run(new FakeTrainer());
        WatchSnapshot after = await feed.Look(default);

        Assert.That(moment.IsPast.Task.IsCompleted, Is.True);
        Assert.That((before.State, after.State), Is.EqualTo((WatchState.Waiting, WatchState.Ended)));
        Assert.That(after.Id, Is.Not.EqualTo(before.Id));
    }

    [Test]
    public async Task Nothing_is_read_while_nobody_follows()
    {
        using WatchFeed feed = new(_results, new QuickClock());
        using CancellationTokenSource end = new();
        Task following = feed.Follow(TimeSpan.FromSeconds(1), end.Token);

        // Many times what it takes to look.
        await Task.Delay(200);
        WatchFeed.Moment before = feed.Now;
        Assert.That(before.Snapshot, Is.Null);
        using (feed.Join())
        {
            await before.IsPast.Task.WaitAsync(TimeSpan.FromMinutes(2));
            Assert.That(feed.Now.Snapshot, Is.Not.Null);
        }

        await end.CancelAsync();
        await following;
    }

    [Test]
    public async Task A_page_hears_that_nothing_is_new()
    {
        using WatchFeed feed = new(_results, new QuickClock());
        await feed.Look(default);
        using MemoryStream body = new();
        Microsoft.AspNetCore.Http.DefaultHttpContext context = new();
        context.Response.Body = body;
        using CancellationTokenSource closing = new(TimeSpan.FromMinutes(2));

        Task sending = new EventStream(feed, new QuickClock()).Send(context.Response, since: "", closing.Token, CancellationToken.None);
        while (!sending.IsCompleted && Count(": nothing new\n\n") < 3)
        {
            await Task.Delay(EventStream.Heartbeat / 1000);
        }

        await closing.CancelAsync();
        await sending;
        Assert.That(Count(": nothing new\n\n"), Is.GreaterThanOrEqualTo(3));
        Assert.That(Count("event: state\ndata: {\"state\":\"waiting\""), Is.EqualTo(1));
        Assert.That(Count("id: "), Is.EqualTo(1));

        int Count(string text) => System.Text.Encoding.UTF8.GetString(body.ToArray()).Split(text).Length - 1;
    }
}
