using SweepDsl.Runtime.Kernels;
using SweepDsl.Runtime.Training;

namespace SweepDsl.Runtime.Tests.Training;

/// <summary>How examples fall into batches and budgets into updates.</summary>
public sealed class BatchScheduleTests
{
    [TestCase(100, 32, LastBatch.Keep, 4, 4)]
    [TestCase(100, 32, LastBatch.Drop, 3, 0)]
    [TestCase(96, 32, LastBatch.Keep, 3, 0)]
    [TestCase(20, 32, LastBatch.Keep, 1, 20)]
    [TestCase(1, 1, LastBatch.Drop, 1, 0)]
    public void An_epoch_has_these_updates(int examples, int batchSize, LastBatch lastBatch, int updates, int lastBatchSize)
    {
        BatchSchedule schedule = new(examples, Training(batchSize, lastBatch, Budget.Epochs(1)));

        Assert.That((schedule.UpdatesPerEpoch, schedule.LastBatchSize), Is.EqualTo((updates, lastBatchSize)));
    }

    [Test]
    public void Dropping_the_only_batch_is_an_error_that_says_what_to_do()
    {
        Assert.That(() => new BatchSchedule(20, Training(32, LastBatch.Drop, Budget.Epochs(1))),
            Throws.InstanceOf<SweepException>().With.Message.Contains("last_batch: keep"));
    }

    [TestCase(0, 1, "batch_size is 0")]
    [TestCase(32, 0, "budget: epochs is 0")]
    [TestCase(1, uint.MaxValue, "The number of updates is 429496729500")]
    public void Numbers_that_no_training_can_have_are_errors(int batchSize, long epochs, string reason)
    {
        Assert.That(() => new BatchSchedule(100, Training(batchSize, LastBatch.Keep, Budget.Epochs(epochs))),
            Throws.InstanceOf<SweepException>().With.Message.Contains(reason));
    }

    [TestCase(0, "micro_batch is 0")]
    [TestCase(1, "The number of parts of 1 in a batch of 2000 is 2000; it must be from 1 to 1024")]
    public void Parts_that_no_batch_can_have_are_errors(int part, string reason) => Assert.That(
        () => new BatchSchedule(3000, Training(2000, LastBatch.Keep, Budget.Epochs(1)) with { MicroBatch = part }), Throws.InstanceOf<SweepException>().With.Message.Contains(reason));

    [Test]
    public void Every_batch_of_an_epoch_is_counted_once()
    {
        BatchSchedule schedule = new(100, Training(32, LastBatch.Keep, Budget.Epochs(3)));

        Assert.That(Enumerable.Range(0, 9).Select(updates => schedule.ExamplesSeen(updates)), Is.EqualTo(new long[] { 0, 32, 64, 96, 100, 132, 164, 196, 200 }));
        Assert.That(schedule.ExamplesSeen(schedule.TotalUpdates), Is.EqualTo(300));
    }

    [Test]
    public void A_budget_of_updates_ends_within_an_epoch()
    {
        BatchSchedule schedule = new(100, Training(32, LastBatch.Keep, Budget.Updates(6)));

        Assert.That((schedule.EndOfEpoch(0), schedule.EndOfEpoch(1), schedule.EpochOf(5)), Is.EqualTo((4L, 6L, 1L)));
    }

    [TestCase(1, 1)]
    [TestCase(96, 3)]
    [TestCase(97, 4)]
    [TestCase(132, 5)]
    [TestCase(133, 6)]
    public void A_budget_of_examples_ends_with_the_update_that_sees_the_last_of_them(int examples, int updates) =>
        Assert.That(new BatchSchedule(100, Training(32, LastBatch.Keep, Budget.Examples(examples))).TotalUpdates, Is.EqualTo(updates));

    [TestCase(0)]
    [TestCase(-1)]
    [TestCase(double.NaN)]
    [TestCase(double.PositiveInfinity)]
    public void Time_that_no_training_can_have_is_an_error(double seconds) => Assert.That(
        () => new BatchSchedule(100, Training(32, LastBatch.Keep, Budget.Seconds(seconds))), Throws.InstanceOf<SweepException>().With.Message.Contains("budget: seconds is"));

    private static TestCaseData[] Evaluations() =>
    [
        // 100 examples in batches of 32: an epoch has four updates, after which 32, 64, 96 and 100 have been seen.
        new TestCaseData(EvaluationInterval.Epochs(1), new long[] { 4, 8, 10 }).SetArgDisplayNames("each epoch"),
        new TestCaseData(EvaluationInterval.Epochs(2), new long[] { 8, 10 }).SetArgDisplayNames("every second epoch"),
        new TestCaseData(EvaluationInterval.Epochs(9), new long[] { 10 }).SetArgDisplayNames("never but at the end"),
        new TestCaseData(EvaluationInterval.Updates(3), new long[] { 3, 6, 9, 10 }).SetArgDisplayNames("every third update"),
        new TestCaseData(EvaluationInterval.Updates(5), new long[] { 5, 10 }).SetArgDisplayNames("every fifth update, the last included"),
        new TestCaseData(EvaluationInterval.Examples(96), new long[] { 3, 7, 10 }).SetArgDisplayNames("at 96 of 96 and 196 of 192 examples"),
        new TestCaseData(EvaluationInterval.Examples(1), new long[] { 1, 2, 3, 4, 5, 6, 7, 8, 9, 10 }).SetArgDisplayNames("more often than there are updates"),
    ];

    [TestCaseSource(nameof(Evaluations))]
    public void Training_is_measured_after_these_updates(EvaluationInterval interval, long[] expected)
    {
        BatchSchedule schedule = new(100, Training(32, LastBatch.Keep, Budget.Updates(10)) with { EvaluationInterval = interval });

        Assert.That(Enumerable.Range(0, 10).Select(made => schedule.NextEvaluation(made)).Distinct(), Is.EqualTo(expected));
    }

    [TestCase(LastBatch.Keep)]
    [TestCase(LastBatch.Drop)]
    public void So_many_examples_have_been_seen_after_so_many_updates_and_not_before(LastBatch lastBatch)
    {
        BatchSchedule schedule = new(100, Training(32, lastBatch, Budget.Epochs(5)));

        Assert.That(
            Enumerable.Range(1, 400).Select(examples => (long)examples),
            Is.All.Matches<long>(examples => schedule.ExamplesSeen(schedule.UpdatesToSee(examples)) >= examples && schedule.ExamplesSeen(schedule.UpdatesToSee(examples) - 1) < examples));
    }

    [Test]
    public void An_interval_of_nothing_is_an_error() => Assert.That(
        () => new BatchSchedule(100, Training(32, LastBatch.Keep, Budget.Epochs(1)) with { EvaluationInterval = EvaluationInterval.Updates(0) }),
        Throws.InstanceOf<SweepException>().With.Message.Contains("evaluate: every: updates is 0"));

    private static TrainingDefinition Training(int batchSize, LastBatch lastBatch, Budget budget) => new()
    {
        Loss = new SoftmaxCrossEntropyLoss(0),
        Optimizer = new NoOptimizer(),
        LearningRate = 0.1,
        BatchSize = batchSize,
        Budget = budget,
        LastBatch = lastBatch,
    };

    private sealed record NoOptimizer : OptimizerDefinition
    {
        public override string Name => "none";

        public override ImmutableArray<string> StateNames => [];

        public override ImmutableArray<string> HyperNames => [];

        public override ImmutableArray<uint> HyperBits => [];
    }
}
