using SweepDsl.Runtime.Kernels;
using SweepDsl.Runtime.Training;
using SweepDsl.Runtime.Training.Packing;

namespace SweepDsl.Runtime.Tests.Training.Packing;

/// <summary>When the time of a trial is up, and how many updates it still allows.</summary>
public sealed class TrainingTimeTests
{
    private TrialClock _clock;

    [SetUp]
    public void StartTheClock() => _clock = new TrialClock(resume: null);

    [Test]
    public void A_training_without_seconds_has_no_limit()
    {
        TrainingTime time = new(Training(Budget.Epochs(3)), _clock);
        _clock.Trained(1e9);

        Assert.That((time.IsOver, time.IsUp, time.UpdatesLeft(5, 7), time.TotalUpdates(5)), Is.EqualTo((true, false, long.MaxValue, 5L)));
    }

    [Test]
    public void Time_is_up_when_training_has_used_it_and_over_when_that_was_taken_account_of()
    {
        TrainingTime time = new(Training(Budget.Seconds(2)), _clock);
        _clock.Trained(1.5);
        _clock.Evaluated(100);
        Assert.That((time.IsUp, time.IsOver), Is.EqualTo((false, false)));

        _clock.Trained(0.5);
        Assert.That((time.IsUp, time.IsOver), Is.EqualTo((true, false)));

        time.EndUsed();
        Assert.That((time.IsUp, time.IsOver), Is.EqualTo((false, true)));
    }

    [Test]
    public void As_many_updates_are_left_as_fit_the_rest_of_the_time_at_the_speed_so_far()
    {
        TrainingTime time = new(Training(Budget.Seconds(2)), _clock);
        Assert.That(time.UpdatesLeft(0, 0), Is.EqualTo(long.MaxValue), "nothing is known of the speed");

        // Ten updates took half a second, so two seconds are 40.
        _clock.Trained(0.5);

        Assert.That((time.UpdatesLeft(10, 10), time.UpdatesLeft(10, 25), time.UpdatesLeft(10, 42), time.TotalUpdates(10)), Is.EqualTo((30L, 15L, -2L, 40L)));
    }

    [Test]
    public void A_trial_that_goes_on_has_used_what_it_had_used()
    {
        TrialCheckpoint state = new() { Update = 10, Epoch = 0, Position = 0, Examples = 10, TrainSeconds = 2, EvaluationSeconds = 0, Tensors = [] };

        TrainingTime time = new(Training(Budget.Seconds(2)), new TrialClock(state));

        Assert.That(time.IsOver, Is.True);
    }

    private static TrainingDefinition Training(Budget budget) => TrainingStudy.Training(new SgdOptimizer(), 0.1, 8, budget);
}
