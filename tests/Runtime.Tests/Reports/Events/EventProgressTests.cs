using System.Text.Json;
using SweepDsl.Runtime.Data;
using SweepDsl.Runtime.Energy;
using SweepDsl.Runtime.Reports;
using SweepDsl.Runtime.Reports.Events;
using SweepDsl.Runtime.Sweeps;
using SweepDsl.Runtime.Sweeps.Store;

namespace SweepDsl.Runtime.Tests.Reports.Events;

/// <summary>Progress for programs: one JSON object a line, whatever it tells.</summary>
public sealed class EventProgressTests
{
    private static readonly StudyPlan Plan = ShownStudy.Small;

    private static readonly string[] Hostile =
    [
        "two\nlines\r\n", "\"quoted\" \\ and {braces}", "\u2028\u2029\u0085", "\e[2J\0\u007f", "größe 学習率 🙂", "half \ud800 pair", "</script>", "",
    ];

    private static readonly string Page = File.ReadAllText(Path.Combine(RepositoryFolder.FullPath, "docs", "progress.md"));

    private HandClock _clock;
    private StringWriter _output;
    private EventProgress _progress;

    [SetUp]
    public void Open()
    {
        _clock = new HandClock();
        _output = new StringWriter();
        _progress = new EventProgress(new EventWriter(_output, _clock), _clock);
    }

    [TearDown]
    public void Close()
    {
        _progress.Dispose();
        _output.Dispose();
    }

    [Test]
    public void A_study_begins_with_what_it_is_and_the_round_that_it_is_in()
    {
        _progress.Begin(ShownStudy.Start(Plan, done: 2) with { Memory = new MemoryForecast { DataBytes = 2048 } });
        _progress.Begin(ShownStudy.Start(ShownStudy.Plan(SweepProgressTests.Tuned()), number: 2));

        JsonElement[] events = Events("begin", "round", "round");
        Assert.That(events[0].GetProperty("time").GetString(), Is.EqualTo("2026-01-02T03:04:05.001Z"));
        Assert.That(events[0].GetProperty("experiment").GetString(), Is.EqualTo("batch-size"));
        Assert.That(events[0].GetProperty("metric").GetProperty("name").GetString(), Is.EqualTo("test_accuracy"));
        Assert.That((events[0].GetProperty("trials_to_run").GetInt32(), events[0].GetProperty("trials_done").GetInt32()), Is.EqualTo((4, 2)));
        Assert.That(events[0].GetProperty("data").GetProperty("train_examples").GetInt32(), Is.EqualTo(64));
        Assert.That(events[0].GetProperty("devices")[0].GetProperty("device").GetString(), Is.EqualTo("Fake GPU"));
        Assert.That(events[0].GetProperty("memory").GetProperty("data_bytes").GetInt64(), Is.EqualTo(2048));
        Assert.That((events[1].GetProperty("round").GetInt32(), events[1].GetProperty("may_grow").GetBoolean()), Is.EqualTo((1, false)));
        Assert.That((events[2].GetProperty("round").GetInt32(), events[2].GetProperty("stage").GetString()), Is.EqualTo((2, "searching learning_rate")));
        Assert.That((events[2].GetProperty("trials_to_run").GetInt32(), events[2].GetProperty("trials_foreseen").GetInt32(), events[2].GetProperty("may_grow").GetBoolean()), Is.EqualTo((8, 6, true)));
    }

    [Test]
    public void A_trial_is_followed_from_its_start_to_its_end()
    {
        Trial trial = Plan.Trials[0];
        _progress.Begin(ShownStudy.Start(Plan));
        _progress.TrialStarted(trial, 0, 0);
        _progress.Evaluated(trial, ShownStudy.Measured(testAccuracy: 0.75) with { TrainLoss = double.NaN, TestLoss = double.NegativeInfinity });
        _progress.TrialWaits(trial, true);
        _progress.TrialWaits(trial, false);
        _progress.TrialLeft(trial);
        _progress.TrialStarted(trial, 6, 1.5);
        _clock.Pass(2);
        _progress.TrialEnded(trial, ShownStudy.Result() with { Status = TrialStatus.Pruned, Pruning = new Pruning("rule", 1, 0.1, double.PositiveInfinity, 3) });

        JsonElement[] events = Events("begin", "round", "trial_started", "evaluated", "trial_waits", "trial_waits", "trial_left", "trial_resumed", "trial_ended")[2..];
        Assert.That(events.Select(one => one.GetProperty("trial").GetString()), Is.All.EqualTo(trial.Id));
        Assert.That((events[0].GetProperty("name").GetString(), events[0].GetProperty("seed").GetInt32(), events[0].GetProperty("tuning").GetBoolean()), Is.EqualTo((trial.Name, 0, false)));
        Assert.That(events[0].GetProperty("parameters").GetProperty("batch_size").GetInt32(), Is.EqualTo(8));
        Assert.That(EvaluationJson.Read(events[1]), Is.EqualTo(ShownStudy.Measured(testAccuracy: 0.75) with { TrainLoss = double.NaN, TestLoss = double.NegativeInfinity }));
        Assert.That(events[1].GetProperty("train_loss").GetString(), Is.EqualTo("NaN"));
        Assert.That(events[2..4].Select(one => one.GetProperty("waiting").GetBoolean()), Is.EqualTo(new[] { true, false }));
        Assert.That(events[5].GetProperty("update").GetInt64(), Is.EqualTo(6));
        Assert.That((events[6].GetProperty("status").GetString(), events[6].GetProperty("seconds").GetDouble()), Is.EqualTo(("pruned", 2)));
        Assert.That(events[6].GetProperty("pruned").GetProperty("threshold").GetString(), Is.EqualTo("Infinity"));
    }

    [Test]
    public void The_end_of_a_trial_has_all_that_its_result_has()
    {
        TrialResult result = ShownStudy.Result();
        using MemoryStream stored = new();
        result.Write(stored, "test_accuracy");
        using JsonDocument file = JsonDocument.Parse(stored.ToArray());
        _progress.Begin(ShownStudy.Start(Plan));
        _progress.TrialStarted(Plan.Trials[0], 0, 0);
        _progress.TrialEnded(Plan.Trials[0], result);

        JsonElement end = Events("begin", "round", "trial_started", "trial_ended")[^1];
        foreach (JsonProperty member in file.RootElement.EnumerateObject())
        {
            Assert.That(JsonElement.DeepEquals(end.GetProperty(member.Name), member.Value), member.Name);
        }
    }

    [Test]
    public void Every_ten_seconds_it_is_told_how_far_all_is()
    {
        Trial trial = Plan.Trials[0];
        _progress.Begin(ShownStudy.Start(Plan));
        _progress.TrialStarted(trial, 0, 0);
        for (int update = 0; update <= 21; update++)
        {
            _progress.Progress(trial, ShownStudy.After(update, 24, loss: 0.5));
            _clock.Pass(1);
        }

        JsonElement last = Events("begin", "round", "trial_started", "progress", "progress")[^1];
        Assert.That((last.GetProperty("trials_ended").GetInt32(), last.GetProperty("trials_known").GetInt32()), Is.EqualTo((0, 6)));
        Assert.That(last.GetProperty("fraction").GetDouble(), Is.EqualTo(20 / 24.0 / 6).Within(1e-9));
        Assert.That((last.GetProperty("seconds_left_least").GetDouble(), last.GetProperty("seconds_left_most").GetDouble()), Is.EqualTo((4 + 48 + 18.0, 4 + 48 + 72.0)));
        JsonElement running = last.GetProperty("running")[0];
        Assert.That((running.GetProperty("trial").GetString(), running.GetProperty("update").GetInt64(), running.GetProperty("total_updates").GetInt64()), Is.EqualTo((trial.Id, 20L, 24L)));
        Assert.That((running.GetProperty("batch_loss").GetDouble(), running.GetProperty("examples_per_second").GetDouble()), Is.EqualTo((0.5, 8.0)));
    }

    [Test]
    public void Downloads_are_told_at_each_percent()
    {
        foreach (long bytes in new[] { 0L, 1, 2, 150, 199, 10_000 })
        {
            _progress.Downloads.Report(new DownloadProgress("a.tar", bytes, 10_000));
        }

        JsonElement[] events = Events("download", "download", "download");
        Assert.That(events.Select(one => one.GetProperty("bytes_done").GetInt64()), Is.EqualTo(new[] { 0L, 150, 10_000 }));
    }

    [Test]
    public void The_end_of_a_run_has_its_exit_code()
    {
        _progress.Begin(ShownStudy.Start(Plan));
        _progress.End(new RunEnd(new SweepOutcome(6, 2, IsInterrupted: false), [new EnergyUse("card", "a test", 7, 2)], "runs/x", ReportPath: null));

        JsonElement end = Events("begin", "round", "end")[^1];
        Assert.That((end.GetProperty("exit_code").GetInt32(), end.GetProperty("trials_failed").GetInt32(), end.GetProperty("interrupted").GetBoolean()), Is.EqualTo((1, 2, false)));
        Assert.That(end.GetProperty("results").GetString(), Is.EqualTo("runs/x"));
        Assert.That(end.GetProperty("energy")[0].GetProperty("joules").GetDouble(), Is.EqualTo(7));
        Assert.That(end.TryGetProperty("report", out _), Is.False);
    }

    [Test]
    public void Whatever_text_comes_each_event_is_one_line_of_ASCII()
    {
        foreach (string text in Hostile)
        {
            _progress.Notice(text);
            _progress.Warning(text);
            _progress.Downloads.Report(new DownloadProgress(text, 1, 1));
            new EventWriter(_output, _clock).WriteError(ExitCode.Usage, text);
        }

        JsonElement[] events = Events([.. Hostile.SelectMany(_ => new[] { "notice", "warning", "download", "error" })]);
        Assert.That(_output.ToString(), Does.Not.Match("[^\n -~]"));
        Assert.That(events.Where((_, i) => i % 4 == 0).Select(one => one.GetProperty("message").GetString()), Is.EqualTo(Hostile.Select(text => text.Replace("half \ud800", "half \ufffd", StringComparison.Ordinal))));
    }

    [Test]
    public void Parameters_of_any_name_and_value_are_told()
    {
        StudyPlan plan = ShownStudy.Plan(new FakeStudy([("a\n\"b\"", "c\nd"), ("nan", double.NaN), ("infinite", double.NegativeInfinity), ("whole", 1.0), ("yes", true)]));
        _progress.Begin(ShownStudy.Start(plan));
        _progress.TrialStarted(plan.Trials[0], 0, 0);

        JsonElement parameters = Events("begin", "round", "trial_started")[^1].GetProperty("parameters");
        Assert.That(parameters.GetProperty("a\n\"b\"").GetString(), Is.EqualTo("c\nd"));
        Assert.That((parameters.GetProperty("nan").GetString(), parameters.GetProperty("infinite").GetString(), parameters.GetProperty("whole").GetRawText()), Is.EqualTo(("NaN", "-Infinity", "1.0")));
    }

    // Each line is an object, and these are their names. The page describes them all.
    private JsonElement[] Events(params string[] names)
    {
        string text = _output.ToString();
        Assert.That(text, Does.EndWith("\n"));
        List<JsonElement> events = [];
        foreach (string line in text[..^1].Split('\n'))
        {
            using JsonDocument document = JsonDocument.Parse(line);
            events.Add(document.RootElement.Clone());
        }

        Assert.That(events.Select(one => one.GetProperty("event").GetString()), Is.EqualTo(names));
        string[] members = [.. events.SelectMany(one => one.EnumerateObject()).Select(member => member.Name).Distinct()];
        Assert.That(members, Is.All.Matches("^[a-z_]+$"));
        Assert.That(members.Concat(names).Where(name => !Page.Contains($"`{name}`", StringComparison.Ordinal)), Is.Empty, "not described in docs/progress.md");
        return [.. events];
    }
}
