using SweepDsl.Runtime.Reports;
using SweepDsl.Runtime.Sweeps;
using SweepDsl.Runtime.Sweeps.Store;
using SweepDsl.Runtime.Tests.Sweeps;

namespace SweepDsl.Runtime.Tests.Reports;

/// <summary>Pictures of the live display.</summary>
public sealed class LiveFrameTests
{
    private static readonly int[] Widths = [1, 2, 5, 10, 20, 33, 40, 57, 80, 100, 120, 160, 300];

    private static readonly int[] Heights = [1, 2, 3, 4, 5, 6, 8, 12, 24, 50];

    private HandClock _clock;
    private SweepProgress _progress;

    [SetUp]
    public void MakeClock()
    {
        _clock = new HandClock();
        _progress = new SweepProgress(_clock);
    }

    [Test]
    public void Trials_stand_in_columns_under_what_these_are()
    {
        BeginSmall();

        Assert.That(Draw(80, 24), Is.EqualTo(new[]
        {
            "               batch_size  seed    loss            test acc  examples/s    left",
            "━━──────  25%           8     0   1.250  █▅▁          0.500           8    0:18",
            "────────               32     1                                          starts",
            "━─────────────────────────────   4%  0 of 6 trials, 0:06 gone, 1 to 3 min left",
        }));
    }

    [Test]
    public void Accuracy_stands_beside_another_metric_where_there_is_room()
    {
        BeginSmall(ShownStudy.Plan(new FakeExperiment { BatchSizes = [8, 32], Seeds = [0, 1, 2], Metric = new MetricDefinition("test_loss", MetricGoal.Minimize) }));

        Assert.That(Draw(100, 24)[0], Does.Contain("test loss  test acc  examples/s"));
        Assert.That(Draw(100, 24)[1], Does.Contain("1.000     0.500           8"));
        Assert.That(Draw(60, 24)[0], Does.Contain("test loss").And.Not.Contain("acc"));
    }

    [Test]
    public void Without_Unicode_all_of_it_is_ASCII()
    {
        BeginSmall();

        string[] lines = Draw(80, 24, isUnicode: false);

        Assert.That(string.Concat(lines), Is.All.InRange(' ', '~'));
        Assert.That(lines[1], Does.StartWith("##......  25%").And.Contains("#=_"));
    }

    [Test]
    public void A_narrow_terminal_keeps_what_matters()
    {
        BeginSmall();

        Assert.That(Draw(40, 24), Is.EqualTo(new[]
        {
            "               bs  seed    loss    left",
            "━━──────  25%   8     0   1.250    0:18",
            "────────       32     1          starts",
            "────────────   4%  0/6  1 to 3 min left",
        }));
        Assert.That(Draw(20, 24)[1], Does.Contain("25%").And.Contains("1.250"));
    }

    [Test]
    public void A_wide_terminal_has_longer_bars_and_courses()
    {
        BeginSmall();

        string[] lines = Draw(160, 24);

        Assert.That(lines[1], Does.StartWith("━━━━━━━───────────────────────  25%"));
        Assert.That(lines[0], Does.Contain("batch_size  seed    loss                            test acc"));
    }

    [Test]
    public void Names_are_shortened_to_initials_where_these_are_no_others()
    {
        FakeStudy study = new([("learning_rate", 0.000948683), ("layer_rows", 2L), ("weight_decay", 0.1), ("optimizer", "stochastic_gradient_descent")]);
        Begin(ShownStudy.Plan(study));

        Assert.That(Draw(80, 24)[0], Does.Contain("learnin").And.Contain(" wd ").And.Contain("optimize").And.Not.Contain(" lr "));
        Assert.That(Draw(80, 24)[1], Does.Contain("0.000949").And.Contain("stochas…"));
        Assert.That(Draw(160, 24)[1], Does.Contain("0.000948683").And.Contain("stochastic_grad…"));
    }

    [Test]
    public void Parameters_that_some_trials_lack_leave_a_gap()
    {
        FakeStudy study = new([("momentum", 0.9)], [("beta2", 0.99)]);
        StudyPlan plan = ShownStudy.Plan(study);
        Begin(plan);
        _progress.Start(plan.Trials[1], 0, 0);

        Assert.That(Draw(120, 24)[0], Does.Contain("momentum  beta2  seed"));
        Assert.That(Draw(120, 24)[1], Does.Contain(" 0.9            0 "));
        Assert.That(Draw(120, 24)[2], Does.Contain("           0.99     0 "));
    }

    [Test]
    public void Trials_that_wait_are_marked_and_come_last()
    {
        BeginSmall();
        _progress.Of(ShownStudy.Small.Trials[0]).IsWaiting = true;

        string[] lines = Draw(80, 24);

        Assert.That(lines[1], Does.Contain("starts"));
        Assert.That(lines[2], Does.Contain("25%").And.EndsWith("waits"));
    }

    [Test]
    public void Rounds_say_what_they_are_for_and_that_more_may_follow()
    {
        Begin(ShownStudy.Plan(SweepProgressTests.Tuned()));

        Assert.That(Draw(80, 24)[^2], Is.EqualTo("searching learning_rate"));
        Assert.That(Draw(80, 24)[^1], Does.EndWith("0%  0 of at least 14 trials, 0:00 gone"));
        Assert.That(Draw(40, 24)[^1], Does.EndWith("0%  0/14+  0:00 gone"));
    }

    [Test]
    public void Time_left_is_told_in_fewer_signs_where_the_terminal_is_narrow()
    {
        StudyPlan tuned = ShownStudy.Plan(SweepProgressTests.Tuned());
        Begin(tuned);
        _progress.Advance(tuned.Trials[0], ShownStudy.After(0, 4));
        _clock.Pass(2);
        _progress.Advance(tuned.Trials[0], ShownStudy.After(2, 4));
        _progress.End(tuned.Trials[0], TrialStatus.Finished);

        Assert.That(Draw(80, 24)[^1], Does.Contain(", at least 35 s left"));
        Assert.That(Draw(40, 24)[^1], Does.EndWith("1/14+  ≥ 35 s left"));
        Assert.That(Draw(40, 24, isUnicode: false)[^1], Does.EndWith("1/14+  >= 35 s left"));
    }

    [TestCase(24, 20)]
    [TestCase(12, 8)]
    [TestCase(8, 6)]
    [TestCase(4, 3)]
    [TestCase(2, 1)]
    [TestCase(1, 0)]
    public void Sixty_four_packed_trials_leave_rows_for_what_scrolls_by(int height, int rows)
    {
        BeginPacked();

        string[] lines = Draw(80, height);

        Assert.That(lines, Has.Length.EqualTo(rows));
        if (rows >= 4)
        {
            Assert.That(lines[^2], Is.EqualTo($"and {64 - (rows - 3)} more trials at once, 4 of them waiting"));
        }
    }

    [Test]
    public void No_picture_is_wider_or_taller_than_its_terminal([Values] bool isUnicode)
    {
        FakeStudy hostile = new(
            [("学習率_学習率_学習率", "値値値値値値値値値値値値値値値値値値"), ("a\e[2J", "\e]0;title\a\r\n"), ("long_" + new string('x', 200), new string('y', 200)), ("n", double.MaxValue)],
            [("n", double.NaN), ("\u202Eabc", "🙂🙂🙂🙂🙂🙂🙂🙂🙂🙂🙂")]);
        StudyPlan plan = ShownStudy.Plan(hostile);
        Begin(plan);
        _progress.Start(plan.Trials[1], 0, 0);
        _progress.Advance(plan.Trials[0], ShownStudy.After(1, 1_000_000_000, loss: 1e300));
        _clock.Pass(1);
        _progress.Advance(plan.Trials[0], ShownStudy.After(900_000_000, 1_000_000_000, loss: -1e-300));
        _progress.Measured(plan.Trials[0], ShownStudy.Measured(testAccuracy: double.NaN));
        AssertFits(isUnicode);

        MakeClock();
        BeginPacked();
        AssertFits(isUnicode);
    }

    private void AssertFits(bool isUnicode)
    {
        foreach (int width in Widths)
        {
            foreach (int height in Heights)
            {
                IReadOnlyList<StyledLine> lines = LiveFrame.Of(_progress, new LiveView(width, height, isUnicode));
                Assert.That(lines, Has.Count.LessThan(height), $"{width} x {height}");
                foreach (StyledLine line in lines)
                {
                    Assert.That(line.Width, Is.EqualTo(TerminalText.Width(line.Text)).And.LessThan(Math.Max(2, width)), $"{width} x {height}: '{line.Text}'");
                    Assert.That(line.Text, Is.EqualTo(TerminalText.Clean(line.Text, isUnicode)), $"{width} x {height}");
                }
            }
        }
    }

    private void BeginSmall() => BeginSmall(ShownStudy.Small);

    private void BeginSmall(StudyPlan plan)
    {
        Begin(plan);
        Trial first = plan.Trials[0];
        for (int update = 0; update <= 6; update += 2)
        {
            _progress.Advance(first, ShownStudy.After(update, 24, loss: 2 - (update / 8.0)));
            _clock.Pass(update < 6 ? 2 : 0);
        }

        _progress.Measured(first, ShownStudy.Measured());
        _progress.Start(plan.Trial(32, 1), 0, 0);
    }

    private void BeginPacked()
    {
        StudyPlan many = ShownStudy.Plan(new FakeExperiment { Seeds = [.. Enumerable.Range(0, 32)] });
        _progress.Begin(ShownStudy.Start(many));
        foreach (Trial trial in many.Trials.Take(64))
        {
            _progress.Start(trial, 0, 0);
            _progress.Advance(trial, ShownStudy.After(1, 24));
        }

        foreach (Trial trial in many.Trials.Take(4))
        {
            _progress.Of(trial).IsWaiting = true;
        }
    }

    private void Begin(StudyPlan plan)
    {
        _progress.Begin(ShownStudy.Start(plan));
        _progress.Start(plan.Trials[0], 0, 0);
    }

    private string[] Draw(int width, int height, bool isUnicode = true) => [.. LiveFrame.Of(_progress, new LiveView(width, height, isUnicode)).Select(line => line.Text)];
}
