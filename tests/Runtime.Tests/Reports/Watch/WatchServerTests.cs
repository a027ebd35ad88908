using System.Text.Json;
using System.Text.RegularExpressions;

namespace SweepDsl.Runtime.Tests.Reports.Watch;

/// <summary>What a page that follows a study is told.</summary>
public sealed class WatchServerTests : WatchedStudyFixture
{
    private string RecordPath => Path.Combine(Results.Path, "sweep.json");

    [Test]
    public async Task The_page_may_connect_to_its_server_and_has_the_data_that_its_events_go_on_from()
    {
        Run("batch_size=8");

        string page = await Client.GetStringAsync(Server.Address);
        using EventReader events = await Events(Regex.Match(page, "data-events=\"events([^\"]*)\"").Groups[1].Value);

        Assert.That(page, Does.Contain("connect-src 'self';").And.Contain("script-src 'self' 'sha256-").And.Contain("\"name\":\"batch-size\""));
        Assert.That(State(await events.Expect("state")), Is.EqualTo("waiting"));
        using (Results.Open(static _ => { }))
        {
            // No message before it: the page has these data.
            Assert.That(State(await events.Expect("state")), Is.EqualTo("running"));
        }
    }

    [Test]
    public async Task All_followers_hear_of_what_is_new_until_all_trials_have_ended()
    {
        Run("batch_size=8");
        using EventReader first = await Events();
        using EventReader second = await Events();

        foreach (EventReader events in (EventReader[])[first, second])
        {
            Assert.That(State(await events.Expect("state")), Is.EqualTo("waiting"));
            Assert.That(Statuses(await events.Expect("message")), Is.EquivalentTo(new Dictionary<string, int> { ["finished"] = 2, ["not run"] = 4 }));
        }

        Run();

        foreach (EventReader events in (EventReader[])[first, second])
        {
            List<ServerEvent> told = [];
            while (await events.Next() is { } read)
            {
                told.Add(read);
            }

            Assert.That(told[^1].Name, Is.EqualTo("end"));
            Assert.That(State(told.Last(one => one.Name == "state")), Is.EqualTo("ended"));
            Assert.That(Statuses(told.Last(one => one.Name == "message")), Is.EquivalentTo(new Dictionary<string, int> { ["finished"] = 6 }));
        }
    }

    [Test]
    public async Task A_study_that_has_ended_is_told_and_still_served()
    {
        Run();
        using EventReader events = await Events();

        Assert.That(State(await events.Expect("state")), Is.EqualTo("ended"));
        await events.Expect("message");
        await events.Expect("end");

        Assert.That(await events.Next(), Is.Null);
        Assert.That(await Client.GetStringAsync(Server.Address), Does.Contain("\"status\":\"finished\""));
    }

    [Test]
    public async Task Whoever_connects_again_is_told_only_what_is_new()
    {
        Run("batch_size=8");
        using EventReader before = await Events();
        await before.Expect("state");
        string id = (await before.Expect("message")).Id;

        using HttpResponseMessage response = await Ask("events?since=older", with: headers => headers.Add("Last-Event-ID", id));
        using EventReader again = new(await response.Content.ReadAsStreamAsync());
        await again.Expect("state");
        using (Results.Open(static _ => { }))
        {
            Assert.That(State(await again.Expect("state")), Is.EqualTo("running"));
        }

        Assert.That(State(await again.Expect("state")), Is.EqualTo("waiting"));
    }

    [Test]
    public async Task A_study_may_appear_later()
    {
        using EventReader events = await Events();

        ServerEvent none = await events.Expect("state");
        Assert.That(State(none), Is.EqualTo("not run"));
        Assert.That(none.Data, Does.Contain($"{Results.Path} holds no results yet: run the experiment first"));
        Assert.That((await events.Expect("message")).Data, Does.EndWith("\"studies\":[]}"));
        Assert.That(await Client.GetStringAsync(Server.Address), Does.Contain("\"studies\":[]"));

        Run();

        ServerEvent? read;
        while ((read = await events.Next()) is { Name: "state" })
        {
        }

        Assert.That(Statuses(read!), Is.Not.Empty);
    }

    [Test]
    public async Task A_damaged_record_is_told_and_what_was_seen_before_stays()
    {
        Run("batch_size=8");
        byte[] record = File.ReadAllBytes(RecordPath);
        using EventReader events = await Events();
        await events.Expect("state");
        await events.Expect("message");

        File.WriteAllText(RecordPath, "{");
        ServerEvent damaged = await events.Expect("state");
        Assert.That(State(damaged), Is.EqualTo("damaged"));
        Assert.That(damaged.Data, Does.Contain($"{RecordPath} is damaged"));
        Assert.That(await Client.GetStringAsync(Server.Address), Does.Contain("\"name\":\"batch-size\""));

        File.WriteAllBytes(RecordPath, record);
        Assert.That(State(await events.Expect("state")), Is.EqualTo("waiting"));
    }

    [Test]
    public async Task A_damaged_result_is_shown_as_such_among_the_others()
    {
        Run("batch_size=8");
        File.WriteAllText(Path.Combine(Sweep.FirstTrial(), "result.json"), "{");
        using EventReader events = await Events();
        await events.Expect("state");

        Assert.That(Statuses(await events.Expect("message")), Is.EquivalentTo(new Dictionary<string, int> { ["damaged"] = 1, ["finished"] = 1, ["not run"] = 4 }));
    }

    [Test]
    public async Task The_end_of_the_server_is_told()
    {
        Run("batch_size=8");
        using EventReader events = await Events();
        await events.Expect("state");
        await events.Expect("message");

        Task closing = Server.DisposeAsync().AsTask();

        Assert.That(State(await events.Expect("state")), Is.EqualTo("closed"));
        await events.Expect("end");
        Assert.That(await events.Next(), Is.Null);
        await closing;
    }

    private static string? State(ServerEvent read)
    {
        using var data = JsonDocument.Parse(read.Data);
        return data.RootElement.GetProperty("state").GetString();
    }

    // How many trials stand how.
    private static Dictionary<string, int> Statuses(ServerEvent read)
    {
        using var data = JsonDocument.Parse(read.Data);
        return data.RootElement.GetProperty("studies")[0].GetProperty("trials").EnumerateArray().CountBy(trial => trial.GetProperty("status").GetString()!).ToDictionary();
    }
}
