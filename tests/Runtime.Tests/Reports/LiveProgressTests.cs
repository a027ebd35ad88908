using SweepDsl.Runtime.Reports;
using SweepDsl.Runtime.Sweeps;
using SweepDsl.Runtime.Tests.Sweeps;

namespace SweepDsl.Runtime.Tests.Reports;

/// <summary>The live display as it is seen.</summary>
public sealed class LiveProgressTests
{
    private static readonly StudyPlan Plan = ShownStudy.Small;

    private HandClock _clock;
    private FakeTerminal _terminal;
    private LiveProgress _live;

    [SetUp]
    public void Begin()
    {
        _clock = new HandClock();
        Open(80, 24);
    }

    [TearDown]
    public void Close()
    {
        _live.Dispose();
        _terminal.Dispose();
    }

    [Test]
    public void Ended_trials_scroll_by_above_those_under_way()
    {
        Run(Plan.Trials[0]);
        _live.TrialStarted(Plan.Trials[1], 0, 0);
        _clock.Pass(0.1);

        Assert.That(_terminal.Screen, Has.Length.EqualTo(6));
        Assert.That(_terminal.Screen[0], Does.StartWith("batch-size: 6 trials to run; 64 training and 20 test examples; Fake GPU"));
        Assert.That(_terminal.Screen[1], Is.EqualTo("Memory: 2 KiB for the data."));
        Assert.That(_terminal.Screen[2], Is.EqualTo("[1/6] batch_size=8,seed=0  test accuracy 0.500  0:02"));
        Assert.That(_terminal.Screen[3], Does.Contain("batch_size  seed    loss"));
        Assert.That(_terminal.Screen[4], Does.EndWith("starts"));
        Assert.That(_terminal.Screen[5], Does.Contain("16%  1 of 6 trials"));
    }

    [Test]
    public void When_it_is_over_only_what_scrolled_by_remains()
    {
        Run(Plan.Trials[0]);
        _live.TrialStarted(Plan.Trials[1], 0, 0);
        _clock.Pass(0.1);

        _live.Notice("\e[31mStopping\nafter the step");
        _live.Dispose();
        _live.Warning("Interrupted");

        Assert.That(_terminal.Screen[2..], Is.EqualTo(new[] { "[1/6] batch_size=8,seed=0  test accuracy 0.500  0:02", "[31mStopping", "after the step", "Interrupted" }));
    }

    [Test]
    public void Nothing_is_drawn_while_nothing_changes_but_the_clock_goes_on()
    {
        _live.TrialStarted(Plan.Trials[0], 0, 0);
        _clock.Pass(0.1);
        Assert.That(_terminal.Screen[^1], Does.EndWith("0:00 gone"));
        _terminal.Write("x");
        _clock.Pass(0.2);
        Assert.That(_terminal.Screen[^1], Is.EqualTo("x"), "drawn without need");

        _clock.Pass(1);

        Assert.That(_terminal.Screen[^1], Does.EndWith("0:01 gone"));
    }

    [TestCase(120, 24, 40, 24)]
    [TestCase(120, 24, 40, 8)]
    [TestCase(40, 24, 120, 24)]
    [TestCase(80, 24, 80, 6)]
    [TestCase(80, 6, 80, 24)]
    [TestCase(160, 10, 20, 5)]
    public void A_terminal_that_was_resized_shows_one_picture_and_no_rests_of_others(int width, int height, int newWidth, int newHeight)
    {
        Open(width, height);
        Run(Plan.Trials[0]);
        foreach (Trial trial in Plan.Trials.Skip(1).Take(3))
        {
            _live.TrialStarted(trial, 0, 0);
        }

        _clock.Pass(0.1);

        // The lines are broken before the program knows of it, and a picture is drawn in between.
        _terminal.Resize(newWidth, newHeight);
        _live.Progress(Plan.Trials[1], ShownStudy.After(1, 24));
        _clock.Pass(0.1);
        _terminal.Tell();
        _clock.Pass(1);

        string[] screen = _terminal.Screen;
        Assert.That(screen, Has.Length.LessThan(newHeight));
        Assert.That(screen[^1], Does.Contain("17%"));
        Assert.That(screen[..^RowsOn(newWidth, newHeight)], Has.None.Contains("─").And.None.Contains("starts").And.None.Contains("seed  "));
        if (newHeight == 24)
        {
            Assert.That(string.Concat(screen), Does.Contain("batch-size: 6 trials").And.Contains("[1/6]"));
        }
    }

    [TestCase(24)]
    [TestCase(5)]
    [TestCase(3)]
    [TestCase(2)]
    [TestCase(1)]
    public void Pictures_scroll_nothing_out_of_the_screen_however_many_trials_are_packed(int height)
    {
        StudyPlan many = ShownStudy.Plan(new FakeExperiment { Seeds = [.. Enumerable.Range(0, 32)] });
        Open(80, height, many);
        _clock.Pass(0.1);
        foreach (Trial trial in many.Trials.Take(64))
        {
            _live.TrialStarted(trial, 0, 0);
        }

        _clock.Pass(0.1);
        int scrolled = _terminal.Scrolled;
        for (int update = 1; update < 20; update++)
        {
            foreach (Trial trial in many.Trials.Take(64))
            {
                _live.Progress(trial, ShownStudy.After(update, 24));
            }

            _clock.Pass(0.1);
        }

        Assert.That(_terminal.Scrolled, Is.EqualTo(scrolled));
    }

    [Test]
    public void The_echo_of_Ctrl_C_leaves_no_trace()
    {
        _live.TrialStarted(Plan.Trials[0], 0, 0);
        _clock.Pass(0.1);
        _terminal.Write("^C");
        _live.Notice("Stopping");
        _clock.Pass(0.1);

        Assert.That(_terminal.Screen, Has.None.Contains("^C").And.One.EqualTo("Stopping"));
        Assert.That(_terminal.Screen.Count(row => row.Contains("starts", StringComparison.Ordinal)), Is.EqualTo(1));
    }

    [Test]
    public void A_terminal_that_is_gone_stops_no_training()
    {
        _terminal.IsGone = true;

        Run(Plan.Trials[0]);
        Assert.That(_live.Dispose, Throws.Nothing);
    }

    [Test]
    public void While_a_trial_trains_telling_of_it_allocates_nothing()
    {
        _live.TrialStarted(Plan.Trials[0], 0, 0);
        _live.Progress(Plan.Trials[0], ShownStudy.After(1, 1_000_000));
        long before = GC.GetAllocatedBytesForCurrentThread();
        for (int update = 2; update < 1000; update++)
        {
            _live.Progress(Plan.Trials[0], ShownStudy.After(update, 1_000_000));
        }

        Assert.That(GC.GetAllocatedBytesForCurrentThread() - before, Is.Zero);
    }

    private void Open(int width, int height, StudyPlan? plan = null)
    {
        _live?.Dispose();
        _terminal = new FakeTerminal(width, height);
        _live = new LiveProgress(_terminal.Console, isUnicode: true, _clock);
        _live.Begin(ShownStudy.Start(plan ?? Plan));
    }

    private void Run(Trial trial)
    {
        _live.TrialStarted(trial, 0, 0);
        _live.Progress(trial, ShownStudy.After(1, 24));
        _clock.Pass(2);
        _live.TrialEnded(trial, ShownStudy.Result());
        _clock.Pass(0.1);
    }

    // Rows of the picture of three trials that start.
    private int RowsOn(int width, int height)
    {
        SweepProgress progress = new(_clock);
        progress.Begin(ShownStudy.Start(Plan));
        foreach (Trial trial in Plan.Trials.Skip(1).Take(3))
        {
            progress.Start(trial, 0, 0);
        }

        return LiveFrame.Of(progress, new LiveView(width, height, IsUnicode: true)).Count;
    }
}
