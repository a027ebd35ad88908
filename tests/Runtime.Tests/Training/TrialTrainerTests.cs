using SweepDsl.Runtime.Kernels;
using SweepDsl.Runtime.Network;
using SweepDsl.Runtime.Tests.Vulkan;
using SweepDsl.Runtime.Training;

namespace SweepDsl.Runtime.Tests.Training;

/// <summary>Whole trainings on every device, against themselves: bits, resuming, budgets, and what is told.</summary>
/// <param name="device">Index of the device.</param>
[TestFixtureSource(typeof(TestDevices), nameof(TestDevices.All))]
public sealed class TrialTrainerTests(string device) : TrainerFixture(device)
{
    [Test]
    public void What_is_told_of_progress_is_of_the_training()
    {
        // 50 examples in batches of 16: the last one of an epoch has 2.
        (_, RecordingSink sink) = Train(Study, Study.EveryLayer(), TrainingStudy.Training(new SgdOptimizer(), 0.05, 16, Budget.Epochs(4)));

        TrainingProgress before = default;
        foreach (TrainingProgress progress in sink.Progresses)
        {
            Assert.That(progress.Loss, Is.EqualTo(sink.Losses[(int)before.Update..(int)progress.Update].Average()).Within(1e-6));
            Assert.That(progress.Examples, Is.EqualTo((progress.Update / 4 * 50) + (progress.Update % 4 * 16)));
            Assert.That(progress.TotalUpdates, Is.EqualTo(16));
            Assert.That(progress.Seconds, Is.GreaterThan(before.Seconds));
            before = progress;
        }

        Evaluation last = sink.Evaluations[^1];
        Assert.That(before.Update, Is.EqualTo(16));
        Assert.That(before.Seconds, Is.GreaterThan(last.TrainSeconds).And.LessThan(last.TrainSeconds + last.EvaluationSeconds), "the last evaluation comes after it");
    }

    [TestCase(3)]
    [TestCase(5)]
    public void Running_statistics_are_resumed_with_the_rest(int stopAfter)
    {
        TrainingDefinition training = TrainingStudy.Training(new AdamOptimizer(), 0.01, 16, Budget.Epochs(3));
        (TrialOutcome undisturbed, RecordingSink whole) = Train(Study, Study.Normalized(), training);

        using CancellationTokenSource stop = new();
        RecordingSink beforeStop = new(update =>
        {
            if (update >= stopAfter)
            {
                stop.Cancel();
            }
        });
        Train(Study, Study.Normalized(), training, beforeStop, stop: stop.Token);
        RecordingSink afterStop = new(firstOfSession: beforeStop.Checkpoints[^1].Update + 1);
        TrialOutcome resumed = Train(Study, Study.Normalized(), training, afterStop, resume: beforeStop.Checkpoints[^1]);

        AssertSame(((FinishedTrial)resumed).Weights, ((FinishedTrial)undisturbed).Weights);
        Assert.That(WithoutSeconds(afterStop.Evaluations[^1]), Is.EqualTo(WithoutSeconds(whole.Evaluations[^1])));
    }

    [Test]
    public void A_fixed_sample_of_the_training_examples_is_measured_on_request()
    {
        TrainingDefinition training = TrainingStudy.Training(new SgdOptimizer(), 0.01, 10, Budget.Epochs(1));

        double all = Train(Study, Study.GlobalAverage(), training).Sink.Evaluations[^1].TrainLoss;
        double sampled = Train(Study, Study.GlobalAverage(), training with { EvaluationTrainExamples = 20 }).Sink.Evaluations[^1].TrainLoss;
        double more = Train(Study, Study.GlobalAverage(), training with { EvaluationTrainExamples = 2000 }).Sink.Evaluations[^1].TrainLoss;

        Assert.That(sampled, Is.Not.EqualTo(all).And.EqualTo(all).Within(0.5));
        Assert.That(more, Is.EqualTo(all));
    }

    [Test]
    public void Two_runs_give_the_same_bits()
    {
        TrainingDefinition training = TrainingStudy.Training(new AdamOptimizer(), 0.01, 16, Budget.Epochs(3));

        (TrialOutcome first, RecordingSink firstSink) = Train(Study, Study.EveryLayer(), training);
        (TrialOutcome second, RecordingSink secondSink) = Train(Study, Study.EveryLayer(), training);

        Assert.That(secondSink.Losses, Is.EqualTo(firstSink.Losses));
        AssertSame(((FinishedTrial)second).Weights, ((FinishedTrial)first).Weights);
    }

    [Test]
    public void How_often_training_is_measured_changes_no_bit_of_it()
    {
        TrainingDefinition training = TrainingStudy.Training(new AdamOptimizer(), 0.01, 16, Budget.Epochs(3));

        (TrialOutcome each, RecordingSink eachSink) = Train(Study, Study.EveryLayer(), training);
        (TrialOutcome often, RecordingSink oftenSink) = Train(Study, Study.EveryLayer(), training with { EvaluationInterval = EvaluationInterval.Updates(3) });
        (TrialOutcome seldom, RecordingSink seldomSink) = Train(Study, Study.EveryLayer(), training with { EvaluationInterval = EvaluationInterval.Epochs(2) });

        Assert.Multiple(() =>
        {
            Assert.That(eachSink.Evaluations.Select(evaluation => evaluation.Update), Is.EqualTo(new long[] { 4, 8, 12 }));
            Assert.That(oftenSink.Evaluations.Select(evaluation => evaluation.Update), Is.EqualTo(new long[] { 3, 6, 9, 12 }));
            Assert.That(oftenSink.Evaluations.Select(evaluation => evaluation.Examples), Is.EqualTo(new long[] { 48, 82, 116, 150 }));
            Assert.That(oftenSink.Evaluations.Select(evaluation => evaluation.Epoch), Is.EqualTo(new[] { 0.75, 1.5, 2.25, 3 }));
            Assert.That(seldomSink.Evaluations.Select(evaluation => evaluation.Update), Is.EqualTo(new long[] { 8, 12 }));
            Assert.That(seldomSink.Checkpoints.Select(checkpoint => checkpoint.Update), Is.EqualTo(new long[] { 4, 8, 12 }));
            Assert.That(oftenSink.Losses, Is.EqualTo(eachSink.Losses));
            Assert.That(seldomSink.Losses, Is.EqualTo(eachSink.Losses));
            Assert.That(seldomSink.Evaluations.Select(WithoutSeconds), Is.EqualTo(eachSink.Evaluations.Skip(1).Select(WithoutSeconds)));
            Assert.That(WithoutSeconds(oftenSink.Evaluations[^1]), Is.EqualTo(WithoutSeconds(eachSink.Evaluations[^1])));
        });
        AssertSame(((FinishedTrial)often).Weights, ((FinishedTrial)each).Weights);
        AssertSame(((FinishedTrial)seldom).Weights, ((FinishedTrial)each).Weights);
    }

    [Test]
    public void A_training_that_time_ends_is_one_of_as_many_updates_measured_at_its_end()
    {
        TrainingDefinition training = TrainingStudy.Training(new AdamOptimizer(), 0.01, 16, Budget.Seconds(0.3));
        (TrialOutcome timed, RecordingSink timedSink) = Train(Study, Study.GlobalAverage(), training);
        Evaluation end = timedSink.Evaluations[^1];

        (TrialOutcome counted, RecordingSink countedSink) = Train(Study, Study.GlobalAverage(), training with { Budget = Budget.Updates(end.Update) });

        Assert.Multiple(() =>
        {
            Assert.That(end.TrainSeconds, Is.GreaterThanOrEqualTo(0.3));
            Assert.That(timedSink.Evaluations.SkipLast(1).Select(evaluation => evaluation.TrainSeconds), Is.All.LessThan(0.3), "it went on after its time");
            Assert.That(timedSink.Losses, Has.Count.EqualTo(end.Update));
            Assert.That(timedSink.Losses, Is.EqualTo(countedSink.Losses));
            Assert.That(timedSink.Evaluations.Select(WithoutSeconds), Is.EqualTo(countedSink.Evaluations.Select(WithoutSeconds)));
        });
        AssertSame(((FinishedTrial)timed).Weights, ((FinishedTrial)counted).Weights);
    }

    [Test]
    public void Several_budgets_are_one_training_to_the_largest_measured_where_each_ends()
    {
        // Fifty examples in batches of 16 are four updates an epoch.
        TrainingDefinition training = TrainingStudy.Training(new AdamOptimizer(), 0.01, 16, Budget.Updates(7)) with { EvaluationInterval = EvaluationInterval.Epochs(9) };
        (TrialOutcome single, RecordingSink singleSink) = Train(Study, Study.EveryLayer(), training with { Budget = Budget.Epochs(3) });

        (TrialOutcome several, RecordingSink severalSink) = Train(Study, Study.EveryLayer(), training with { OtherBudgets = [Budget.Epochs(3), Budget.Examples(20)] });

        Assert.That(severalSink.Evaluations.Select(evaluation => evaluation.Update), Is.EqualTo(new long[] { 2, 7, 12 }));
        Assert.That(WithoutSeconds(severalSink.Evaluations[^1]), Is.EqualTo(WithoutSeconds(singleSink.Evaluations[^1])));
        AssertSame(((FinishedTrial)several).Weights, ((FinishedTrial)single).Weights);
    }

    [Test]
    public void Seconds_among_several_budgets_are_measured_and_gone_beyond()
    {
        TrainingDefinition training = TrainingStudy.Training(new AdamOptimizer(), 0.01, 16, Budget.Seconds(0.05)) with
        {
            OtherBudgets = [Budget.Seconds(0.2), Budget.Updates(3)], EvaluationInterval = EvaluationInterval.Epochs(1_000_000),
        };

        (TrialOutcome outcome, RecordingSink sink) = Train(Study, Study.GlobalAverage(), training);
        (TrialOutcome counted, _) = Train(Study, Study.GlobalAverage(), training with { Budget = Budget.Updates(sink.Evaluations[^1].Update), OtherBudgets = [] });

        Assert.That(training.Budgets.Select(budget => sink.Evaluations.First(budget.IsUsedUpAt).Update).Order().Distinct(), Is.EqualTo(sink.Evaluations.Select(evaluation => evaluation.Update)));
        Assert.That(sink.Evaluations.Select(evaluation => evaluation.Update), Does.Contain(3L));
        Assert.That(sink.Evaluations.SkipLast(1).Select(evaluation => evaluation.TrainSeconds), Is.All.LessThan(0.2));
        AssertSame(((FinishedTrial)outcome).Weights, ((FinishedTrial)counted).Weights);
    }

    [Test]
    public void A_training_stopped_and_resumed_goes_on_with_the_seconds_that_it_had_used()
    {
        TrainingDefinition training = TrainingStudy.Training(new AdamOptimizer(), 0.01, 16, Budget.Seconds(0.3));
        using CancellationTokenSource stop = new();
        RecordingSink beforeStop = new(_ => stop.Cancel());
        TrialOutcome interrupted = Train(Study, Study.GlobalAverage(), training, beforeStop, stop: stop.Token);
        TrialCheckpoint state = beforeStop.Checkpoints[^1];

        RecordingSink afterStop = new(firstOfSession: state.Update + 1);
        TrialOutcome resumed = Train(Study, Study.GlobalAverage(), training, afterStop, resume: state with { TrainSeconds = 0.25 });

        Assert.That((interrupted, resumed), Is.InstanceOf<(TrialOutcome, TrialOutcome)>().And.Matches<(TrialOutcome, TrialOutcome)>(pair => pair is (InterruptedTrial, FinishedTrial)));
        Assert.That(afterStop.Evaluations[^1].TrainSeconds, Is.GreaterThanOrEqualTo(0.3));
        Assert.That(afterStop.Evaluations.SkipLast(1).Select(evaluation => evaluation.TrainSeconds), Is.All.InRange(0.25, 0.3));
    }

    [TestCase(1, 0)]
    [TestCase(5, 0)]
    [TestCase(8, 0)]
    [TestCase(1, 3)]
    [TestCase(3, 3)]
    [TestCase(5, 3)]
    [TestCase(6, 2)]
    public void A_training_stopped_and_resumed_ends_with_the_bits_of_one_never_stopped(int stopAfter, int evaluationUpdates)
    {
        TrainingDefinition training = TrainingStudy.Training(new AdamOptimizer(), 0.01, 16, Budget.Epochs(3)) with
        {
            EvaluationInterval = evaluationUpdates == 0 ? EvaluationInterval.Epochs(1) : EvaluationInterval.Updates(evaluationUpdates),
        };
        (TrialOutcome undisturbed, RecordingSink undisturbedSink) = Train(Study, Study.EveryLayer(), training);

        using CancellationTokenSource stop = new();
        RecordingSink beforeStop = new(update =>
        {
            if (update >= stopAfter)
            {
                stop.Cancel();
            }
        });
        TrialOutcome interrupted = Train(Study, Study.EveryLayer(), training, beforeStop, stop: stop.Token);
        RecordingSink afterStop = new(firstOfSession: beforeStop.Checkpoints[^1].Update + 1);
        TrialOutcome resumed = Train(Study, Study.EveryLayer(), training, afterStop, resume: beforeStop.Checkpoints[^1]);

        Assert.Multiple(() =>
        {
            Assert.That(interrupted, Is.InstanceOf<InterruptedTrial>());
            Assert.That(afterStop.Initial, Is.Empty);
            Assert.That(
                beforeStop.Evaluations.Concat(afterStop.Evaluations).Select(WithoutSeconds), Is.EqualTo(undisturbedSink.Evaluations.Select(WithoutSeconds)));
        });
        AssertSame(((FinishedTrial)resumed).Weights, ((FinishedTrial)undisturbed).Weights);
    }

    [Test]
    public void A_loss_that_is_not_finite_ends_the_trial_at_its_update()
    {
        TrainingDefinition training = TrainingStudy.Training(new SgdOptimizer(), 1e30, 16, Budget.Epochs(5));

        (TrialOutcome outcome, RecordingSink sink) = Train(Study, Study.EveryLayer(), training);

        Assert.That(outcome, Is.InstanceOf<DivergedTrial>());
        Assert.That(((DivergedTrial)outcome).Update, Is.EqualTo(sink.Losses.Count));
        Assert.That(sink.Losses[..^1], Is.All.Matches<float>(float.IsFinite));
        Assert.That(float.IsFinite(sink.Losses[^1]), Is.False);
    }

    [Test]
    public void A_learning_rate_of_zero_changes_nothing()
    {
        TrainingDefinition training = TrainingStudy.Training(new SgdOptimizer { Momentum = 0.9 }, 0, 16, Budget.Epochs(1));

        (TrialOutcome outcome, RecordingSink sink) = Train(Study, Study.EveryLayer(), training);

        AssertSame(((FinishedTrial)outcome).Weights, sink.Initial);
    }

    [Test]
    public void A_last_layer_of_zeros_takes_all_classes_for_equally_likely()
    {
        TrainingDefinition training = TrainingStudy.Training(new AdamOptimizer(), 0.01, 16, Budget.Updates(1));

        (_, RecordingSink sink) = Train(Study, Study.EveryLayer(dropout: 0, Initializer.Zeros), training);

        Assert.That(sink.Losses[0], Is.EqualTo(Math.Log(3)).Within(1e-6));
    }

    [Test]
    public void One_batch_is_learned_by_heart()
    {
        TrainingStudy study = new(new FeatureShape(3, 7, 6), train: 8, test: 8);
        TrainingDefinition training = TrainingStudy.Training(new AdamOptimizer(), 0.01, 8, Budget.Updates(300));

        (_, RecordingSink sink) = Train(study, study.GlobalAverage(), training);

        Assert.That(sink.Losses[^1], Is.LessThan(1e-2));
    }
}
