using SweepDsl.Runtime.Reports;
using SweepDsl.Runtime.Sweeps;
using SweepDsl.Runtime.Tests.Sweeps;
using SweepDsl.Runtime.Training;

namespace SweepDsl.Runtime.Tests.Reports;

/// <summary>What progress displays say of trials in turn and at once.</summary>
public sealed class SweepProgressTests
{
    private static readonly StudyPlan Plan = StudyPlan.Make(
        new FakeExperiment { BatchSizes = [8, 32], Seeds = [0, 1, 2] }, new StudyOverrides(), new DataDescription(64, 0, 20, "data"));

    private HandClock _clock;
    private SweepProgress _progress;

    [SetUp]
    public void Begin()
    {
        _clock = new HandClock();
        _progress = new SweepProgress(_clock);
        _progress.Begin(Plan, Plan.Trials, Plan.Trials.Length);
    }

    [Test]
    public void Nothing_is_estimated_before_anything_is_known()
    {
        _progress.Start(Plan.Trials[0]);
        _clock.Pass(1);

        Assert.That(_progress.Remaining, Is.Null);
    }

    [Test]
    public void In_turn_a_seed_takes_as_long_as_another_and_a_new_point_as_long_for_an_update()
    {
        Trial first = Trial(8, 0);
        _progress.Start(first);
        _clock.Pass(24);
        _progress.End(first, isWhole: true);

        // Two more of 24 updates, and three of 6.
        Assert.That(_progress.Remaining, Is.EqualTo(TimeSpan.FromSeconds(24 + 24 + 6 + 6 + 6)));
    }

    [Test]
    public void Trials_at_once_share_the_time()
    {
        foreach (int seed in new[] { 0, 1, 2 })
        {
            _progress.Start(Trial(8, seed));
        }

        _clock.Pass(30);
        foreach (int seed in new[] { 0, 1, 2 })
        {
            _progress.End(Trial(8, seed), isWhole: true);
        }

        // Ten seconds each, for 24 updates; three of 6 updates remain.
        Assert.That(_progress.Remaining!.Value.TotalSeconds, Is.EqualTo(3 * 2.5).Within(1e-6));
    }

    [Test]
    public void Those_that_wait_are_taken_to_be_pruned_as_early_as_those_before_them()
    {
        Trial first = Trial(8, 0);
        _progress.Start(first);
        _clock.Pass(24);
        _progress.End(first, isWhole: true);
        Trial pruned = Trial(8, 1);
        _progress.Start(pruned);
        _progress.Of(pruned).Advance(6, 24);
        _clock.Pass(6);

        _progress.End(pruned, isWhole: false, isPruned: true);

        // One of 24 updates, and three of 6; of a whole and a quarter, five eighths are run on average.
        Assert.That(_progress.Remaining, Is.EqualTo(TimeSpan.FromSeconds((24 + 6 + 6 + 6) * 0.625)));
    }

    [Test]
    public void A_trial_that_left_waits_again()
    {
        Trial first = Trial(8, 0);
        _progress.Start(first);
        _clock.Pass(24);
        _progress.End(first, isWhole: true);
        Trial second = Trial(8, 1);
        _progress.Start(second);

        _progress.Leave(second);

        Assert.That(_progress.Running, Is.Empty);
        Assert.That(_progress.Ended, Is.EqualTo(1));
        Assert.That(_progress.Remaining, Is.EqualTo(TimeSpan.FromSeconds(66)));
    }

    [Test]
    public void A_resumed_trial_is_judged_by_what_this_session_did()
    {
        Trial first = Trial(8, 0);
        _progress.Start(first);
        _progress.Of(first).Advance(12, 24);
        _clock.Pass(6);
        _progress.Of(first).Advance(18, 24);

        Assert.That(_progress.Of(first).FractionAtStart, Is.EqualTo(0.5));
        _progress.End(first, isWhole: true);

        // Half a trial in six seconds: two trials of 24 updates, and three of 6.
        Assert.That(_progress.Remaining, Is.EqualTo(TimeSpan.FromSeconds(12 + 12 + 3 + 3 + 3)));
    }

    [Test]
    public void One_trial_has_a_row_for_its_losses_and_several_have_a_row_each()
    {
        _progress.Start(Trial(8, 0));
        _progress.Of(Trial(8, 0)).Advance(6, 24);
        _progress.Of(Trial(8, 0)).Last = Measured();
        Assert.That(LiveFrame.Of(_progress, 120, isUnicode: false), Has.Count.EqualTo(3));

        _progress.Start(Trial(32, 0));
        IReadOnlyList<string> lines = LiveFrame.Of(_progress, 120, isUnicode: false);

        Assert.That(lines, Has.Count.EqualTo(3));
        Assert.That(lines[0], Does.Contain("25%  batch_size=8,seed=0  update 6 of 24  test accuracy 0.500"));
        Assert.That(lines[1], Does.Contain("batch_size=32,seed=0  starting"));
        Assert.That(lines[2], Does.Contain("4%  0 of 6 trials"));
    }

    [Test]
    public void No_more_rows_than_a_terminal_bears_are_shown_and_none_is_wider()
    {
        StudyPlan many = StudyPlan.Make(new FakeExperiment { Seeds = [.. Enumerable.Range(0, 20)] }, new StudyOverrides(), Plan.Data);
        _progress.Begin(many, many.Trials, many.Trials.Length);
        foreach (Trial trial in many.Trials.Take(30))
        {
            _progress.Start(trial);
        }

        IReadOnlyList<string> lines = LiveFrame.Of(_progress, 50, isUnicode: true);

        Assert.That(lines, Has.Count.EqualTo(10));
        Assert.That(lines[8], Does.Contain("and 22 more trials at once"));
        Assert.That(lines.Select(line => line.Length), Is.All.LessThan(50));
    }

    private static Trial Trial(int batchSize, int seed) => Plan.Trials.Single(trial => trial.Name == $"batch_size={batchSize},seed={seed}");

    private static Evaluation Measured() => new()
    {
        Update = 6, Epoch = 1, Examples = 48, TrainSeconds = 1, EvaluationSeconds = 1, TrainLoss = 1, TrainAccuracy = 0.5, TestLoss = 1, TestAccuracy = 0.5,
    };

    /// <summary>A clock that goes on when it is told to.</summary>
    private sealed class HandClock : TimeProvider
    {
        private long _now = 1;

        public override long TimestampFrequency => 1000;

        public override long GetTimestamp() => _now;

        public void Pass(double seconds) => _now += (long)(seconds * TimestampFrequency);
    }
}
