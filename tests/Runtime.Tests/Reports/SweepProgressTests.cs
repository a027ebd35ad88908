using SweepDsl.Runtime.Reports;
using SweepDsl.Runtime.Sweeps;
using SweepDsl.Runtime.Sweeps.Store;
using SweepDsl.Runtime.Tests.Sweeps.Rounds;

namespace SweepDsl.Runtime.Tests.Reports;

/// <summary>How far a sweep is, and how long it will still take.</summary>
public sealed class SweepProgressTests
{
    private static readonly StudyPlan Plan = ShownStudy.Small;

    private HandClock _clock;
    private SweepProgress _progress;

    [SetUp]
    public void Begin()
    {
        _clock = new HandClock();
        _progress = new SweepProgress(_clock);
        _progress.Begin(ShownStudy.Start(Plan));
    }

    [Test]
    public void Nothing_is_told_before_anything_is_known()
    {
        Trial first = Plan.Trial(8, 0);
        Start(first);
        _clock.Pass(100);
        Assert.That(_progress.Remaining, Is.Null, "no update was made");

        _progress.Advance(first, ShownStudy.After(1, 24));
        _clock.Pass(0.1);
        _progress.Advance(first, ShownStudy.After(1, 24));
        Assert.That(_progress.Remaining, Is.Null, "a part of a second says more of the start than of what follows");
    }

    [Test]
    public void A_seed_takes_as_long_as_another_and_a_larger_batch_between_its_share_of_updates_and_of_work()
    {
        RunAlone(Plan.Trial(8, 0), updates: 24, batchSize: 8);

        // Two more of 24 seconds, and three of 6 updates that take from one second to four.
        AssertRemaining(48 + 18, 48 + (4 * 18));
    }

    [Test]
    public void Once_every_batch_size_has_run_one_time_is_told()
    {
        RunAlone(Plan.Trial(8, 0), updates: 24, batchSize: 8);
        RunAlone(Plan.Trial(32, 0), updates: 6, batchSize: 32, secondsPerUpdate: 2);

        AssertRemaining(48 + 24, 48 + 24);
    }

    [Test]
    public void A_trial_tells_of_others_before_it_has_ended()
    {
        Trial first = Plan.Trial(8, 0);
        Start(first);
        Advance(first, 0, 12, 24, 8);

        AssertRemaining(12 + 48 + 18, 12 + 48 + (4 * 18));
    }

    [Test]
    public void Packed_trials_share_the_device_and_the_host_may_take_time_of_its_own()
    {
        Trial[] packed = [Plan.Trial(8, 0), Plan.Trial(8, 1), Plan.Trial(8, 2)];
        foreach (Trial trial in packed)
        {
            Start(trial);
        }

        // Each has half a second of the device for an update, and there are two of the clock for those three halves.
        for (int update = 0; update <= 24; update++)
        {
            foreach (Trial trial in packed)
            {
                _progress.Advance(trial, ShownStudy.After(update, 24, secondsPerUpdate: 0.5));
            }

            _clock.Pass(update < 24 ? 2 : 0);
        }

        foreach (Trial trial in packed)
        {
            _progress.End(trial, TrialStatus.Finished);
        }

        AssertRemaining(3 * 6 * 0.5 * (4 / 3.0), 3 * 6 * 2 * (4 / 3.0));
    }

    [Test]
    public void Two_devices_halve_the_time_but_not_that_of_the_last_trial()
    {
        Trial[] both = [Plan.Trial(8, 0), Plan.Trial(8, 1)];
        foreach (Trial trial in both)
        {
            Start(trial);
        }

        for (int update = 0; update <= 12; update++)
        {
            foreach (Trial trial in both)
            {
                _progress.Advance(trial, ShownStudy.After(update, 24));
            }

            _clock.Pass(update < 12 ? 1 : 0);
        }

        // 12 + 12 of these, 24 of the third seed, and 18 to 72 of the other size.
        AssertRemaining((12 + 12 + 24 + 18) / 2.0, (12 + 12 + 24 + 72) / 2.0);

        SweepProgress alone = new(_clock);
        alone.Begin(ShownStudy.Start(Plan, done: 5));
        alone.Start(Plan.Trials[5], 0, 0);
        alone.Advance(Plan.Trials[5], ShownStudy.After(0, 6));
        _clock.Pass(1);
        alone.Advance(Plan.Trials[5], ShownStudy.After(2, 6));
        Assert.That(alone.Remaining!.Value.Low, Is.EqualTo(4).Within(1e-9), "two seconds of a device in one of the clock, and still its own four to go");
    }

    [Test]
    public void Those_that_wait_are_taken_to_be_pruned_as_early_as_those_before_them()
    {
        RunAlone(Plan.Trial(8, 0), updates: 24, batchSize: 8);
        RunAlone(Plan.Trial(32, 0), updates: 6, batchSize: 32);
        Trial pruned = Plan.Trial(8, 1);
        Start(pruned);
        Advance(pruned, 0, 6, 24, 8);
        _progress.End(pruned, TrialStatus.Pruned);

        // One of 24 seconds and two of 6; of two wholes and a quarter, three quarters are run on average.
        AssertRemaining((24 + 12) * 0.75, (24 + 12) * 0.75);
    }

    [Test]
    public void A_trial_that_left_waits_again()
    {
        RunAlone(Plan.Trial(8, 0), updates: 24, batchSize: 8);
        RunAlone(Plan.Trial(32, 0), updates: 6, batchSize: 32);
        Trial second = Plan.Trial(8, 1);
        Start(second);

        _progress.Leave(second);

        Assert.That(_progress.Running, Is.Empty);
        Assert.That(_progress.Ended, Is.EqualTo(2));
        AssertRemaining(48 + 12, 48 + 12);
    }

    [Test]
    public void A_resumed_trial_is_judged_by_what_this_session_did()
    {
        Trial first = Plan.Trial(8, 0);
        _progress.Start(first, 12, 1000);
        _progress.Advance(first, new(12, 24, 96, 1, 1000));
        _clock.Pass(3);
        _progress.Advance(first, new(15, 24, 120, 1, 1003));

        // Nine updates more, two trials of 24, and the other size, which takes from one to four seconds an update.
        AssertRemaining(9 + 48 + 18, 9 + 48 + 72);
    }

    [Test]
    public void What_was_learnt_in_a_round_serves_in_the_next()
    {
        StudyPlan tuned = ShownStudy.Plan(Tuned());
        _progress = new SweepProgress(_clock);
        _progress.Begin(ShownStudy.Start(tuned));
        foreach (Trial trial in tuned.Trials)
        {
            int updates = trial.Point.Training.BatchSize == 16 ? 4 : 2;
            RunAlone(trial, updates, trial.Point.Training.BatchSize);
        }

        // Two sizes with three seeds each are foreseen, and more where the range grows.
        Assert.That((_progress.Foreseen, _progress.MayGrow, _progress.Stage), Is.EqualTo((6, true, "searching learning_rate")));
        AssertRemaining(3 * (4 + 2), 3 * (4 + 2));
        Assert.That(ProgressText.Left(_progress), Is.EqualTo("at least 18 s left"));
        Assert.That(_progress.Fraction, Is.EqualTo(8 / 14.0).Within(1e-9));
    }

    [Test]
    public void Trials_are_counted_over_all_rounds()
    {
        StudyPlan tuned = ShownStudy.Plan(Tuned());
        _progress = new SweepProgress(_clock);
        _progress.Begin(ShownStudy.Start(tuned, done: 1));
        foreach (Trial trial in tuned.Trials[1..])
        {
            RunAlone(trial, updates: 2, trial.Point.Training.BatchSize);
        }

        // As if the same trials came again: eight are selected more, and all of them are to be run.
        _progress.Begin(ShownStudy.Start(tuned, number: 2) with { Selected = 16 });

        Assert.That((_progress.Pending, _progress.Ended, _progress.DoneBefore), Is.EqualTo((15, 7, 1)));
        Assert.That(ProgressText.Counter(_progress), Is.EqualTo("[ 7/15]"));
    }

    [Test]
    public void One_time_is_told_where_it_is_known_and_two_where_it_lies_between()
    {
        RunAlone(Plan.Trial(8, 0), updates: 24, batchSize: 8);
        Assert.That(ProgressText.Left(_progress), Is.EqualTo("1 to 2 min left"));

        RunAlone(Plan.Trial(32, 0), updates: 6, batchSize: 32, secondsPerUpdate: 2);
        Assert.That(ProgressText.Left(_progress), Is.EqualTo("about 75 s left"));
    }

    [Test]
    public void No_time_is_told_when_nothing_is_left()
    {
        foreach (Trial trial in Plan.Trials)
        {
            RunAlone(trial, updates: 6, trial.Point.Training.BatchSize);
        }

        Assert.That(ProgressText.Left(_progress), Is.Null);
    }

    [Test]
    public void The_time_left_passes_while_nothing_is_told()
    {
        RunAlone(Plan.Trial(8, 0), updates: 24, batchSize: 8);
        RunAlone(Plan.Trial(32, 0), updates: 6, batchSize: 32);
        _clock.Pass(10);

        AssertRemaining(48 + 12 - 10, 48 + 12 - 10);
    }

    [Test]
    public void Learning_of_progress_allocates_nothing()
    {
        Trial first = Plan.Trial(8, 0);
        Start(first);
        _progress.Advance(first, ShownStudy.After(1, 1_000_000));
        long before = GC.GetAllocatedBytesForCurrentThread();
        for (int update = 2; update < 1000; update++)
        {
            _progress.Advance(first, ShownStudy.After(update, 1_000_000));
        }

        Assert.That(GC.GetAllocatedBytesForCurrentThread() - before, Is.Zero);
    }

    internal static SearchedExperiment Tuned() => new()
    {
        Rates = SearchedExperiment.Decades,
        Definition = new(SearchMethod.Grid, new MetricDefinition("test_accuracy", MetricGoal.Maximize), [0, 1, 2]) { Tune = SearchedExperiment.TuneRate },
    };

    private void Start(Trial trial) => _progress.Start(trial, 0, 0);

    private void RunAlone(Trial trial, int updates, int batchSize, double secondsPerUpdate = 1)
    {
        Start(trial);
        Advance(trial, 0, updates, updates, batchSize, secondsPerUpdate);
        _progress.End(trial, TrialStatus.Finished);
    }

    private void Advance(Trial trial, int from, int to, int total, int batchSize, double secondsPerUpdate = 1)
    {
        for (int update = from; update <= to; update++)
        {
            _progress.Advance(trial, ShownStudy.After(update, total, secondsPerUpdate: secondsPerUpdate, batchSize: batchSize));
            _clock.Pass(update < to ? secondsPerUpdate : 0);
        }
    }

    private void AssertRemaining(double low, double high)
    {
        Assert.That(_progress.Remaining, Is.Not.Null);
        Assert.That(_progress.Remaining!.Value.Low, Is.EqualTo(low).Within(1e-6));
        Assert.That(_progress.Remaining!.Value.High, Is.EqualTo(high).Within(1e-6));
    }
}
