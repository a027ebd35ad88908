using SweepDsl.Runtime.Kernels;
using SweepDsl.Runtime.Training;
using SweepDsl.Runtime.Training.Schedules;

namespace SweepDsl.Runtime.Tests.Training.Schedules;

/// <summary>The learning rate of each update. That schedules are PyTorch's is a matter of the trajectories; here is what they are laid out over.</summary>
public sealed class LearningRatesTests
{
    private const double Rate = 0.5;

    private static readonly TestCaseData[] Shapes =
    [
        // Ten updates.
        Case(new StepSchedule(ScheduleLength.Updates(3), 0.1), 1, 1, 1, 0.1, 0.1, 0.1, 0.01, 0.01, 0.01, 0.001),
        Case(new ExponentialSchedule(ScheduleLength.Updates(2), 0.25), 1, 0.5, 0.25, 0.125, 1 / 16.0, 1 / 32.0, 1 / 64.0, 1 / 128.0, 1 / 256.0, 1 / 512.0),
        Case(new LinearSchedule(1, 0), 1, 0.9, 0.8, 0.7, 0.6, 0.5, 0.4, 0.3, 0.2, 0.1),
        Case(new LinearSchedule(0.2, 0.7), 0.2, 0.25, 0.3, 0.35, 0.4, 0.45, 0.5, 0.55, 0.6, 0.65),
        Case(new LinearSchedule(1, 0.5) { Length = ScheduleLength.Updates(2) }, 1, 0.75, 0.5, 0.5, 0.5, 0.5, 0.5, 0.5, 0.5, 0.5),
        Case(new PolynomialSchedule(2, 0), 1, 0.81, 0.64, 0.49, 0.36, 0.25, 0.16, 0.09, 0.04, 0.01),
        Case(new PolynomialSchedule(2, 0.5) { Length = ScheduleLength.Updates(4) }, 1, 0.5 + (0.5 * 9 / 16), 0.5 + (0.5 / 4), 0.5 + (0.5 / 16), 0.5, 0.5, 0.5, 0.5, 0.5, 0.5),
        Case(new CosineSchedule(0) { Length = ScheduleLength.Updates(6) }, 1, (1 + (Math.Sqrt(3) / 2)) / 2, 0.75, 0.5, 0.25, (1 - (Math.Sqrt(3) / 2)) / 2, 0, 0, 0, 0),
        Case(new CosineSchedule(0.2) { Length = ScheduleLength.Updates(2) }, 1, 0.6, 0.2, 0.2, 0.2, 0.2, 0.2, 0.2, 0.2, 0.2),
        Case(new OneCycleSchedule(0.5, 0.2, 0.1, Anneal.Linear), 0.2, 0.4, 0.6, 0.8, 1, 0.82, 0.64, 0.46, 0.28, 0.1),
        Case(new OneCycleSchedule(0.3, 0.5, 0, Anneal.Cosine) { Length = ScheduleLength.Updates(10) }, 0.5, 0.75, 1, Cosine(1), Cosine(2), Cosine(3), Cosine(4), Cosine(5), Cosine(6), 0),
        Case(new OneCycleSchedule(0, 0.5, 0, Anneal.Linear) { Length = ScheduleLength.Updates(5) }, 1, 0.75, 0.5, 0.25, 0, 0, 0, 0, 0, 0),
        Case(new OneCycleSchedule(1, 0, 0.5, Anneal.Linear) { Length = ScheduleLength.Updates(3) }, 0, 0.5, 1, 0.5, 0.5, 0.5, 0.5, 0.5, 0.5, 0.5),
        Case(new ConstantSchedule(), 1, 1, 1, 1, 1, 1, 1, 1, 1, 1),
    ];

    private static TrainingDefinition Plain => TrainingStudy.Training(new SgdOptimizer(), Rate, 32, Budget.Updates(10));

    [TestCaseSource(nameof(Shapes))]
    public void Each_update_has_its_share_of_the_rate(LearningRateSchedule schedule, double[] shares) =>
        Assert.That(Of(Plain with { Schedule = schedule }), Is.EqualTo(shares.Select(share => Rate * share)).Within(1e-15));

    [Test]
    public void A_warm_up_rises_to_where_the_schedule_begins_which_takes_what_is_left()
    {
        double[] rates = Of(Plain with { Schedule = new LinearSchedule(0.5, 0), Warmup = ScheduleLength.Updates(5) });

        Assert.That(rates, Is.EqualTo(new[] { 0.1, 0.2, 0.3, 0.4, 0.5, 0.5, 0.4, 0.3, 0.2, 0.1 }.Select(share => Rate * share)).Within(1e-15));
    }

    [Test]
    public void A_warm_up_of_nothing_is_none() => Assert.That(
        new LearningRates(new BatchSchedule(100, Plain), Plain with { Warmup = ScheduleLength.Epochs(0) }).IsConstant, Is.True);

    [Test]
    public void A_warm_up_alone_makes_a_rate_that_changes() => Assert.That(
        new LearningRates(new BatchSchedule(100, Plain), Plain with { Warmup = ScheduleLength.Epochs(1) }).IsConstant, Is.False);

    [Test]
    public void A_warm_up_longer_than_training_is_cut_off() =>
        Assert.That(Of(Plain with { Schedule = new CosineSchedule(0), Warmup = ScheduleLength.Updates(20) })[^1], Is.EqualTo(Rate / 2).Within(1e-15));

    [Test]
    public void Epochs_and_examples_become_updates_as_the_batch_size_makes_them()
    {
        // A hundred examples in batches of 32 are four updates, after which 32, 64, 96 and 100 have been seen.
        TrainingDefinition training = Plain with { Budget = Budget.Epochs(3), Schedule = new StepSchedule(ScheduleLength.Epochs(1), 0.5), Warmup = ScheduleLength.Examples(40) };

        Assert.That(Of(training), Is.EqualTo(new[] { 0.5, 1, 1, 1, 1, 1, 0.5, 0.5, 0.5, 0.5, 0.25, 0.25 }.Select(share => Rate * share)).Within(1e-15));
    }

    [Test]
    public void A_training_of_very_many_updates_has_a_rate_for_each()
    {
        TrainingDefinition training = Plain with { Budget = Budget.Updates(BatchSchedule.MostUpdates), Schedule = new LinearSchedule(1, 0) };
        LearningRates rates = new(new BatchSchedule(100, training), training);

        Assert.That(rates.Of(BatchSchedule.MostUpdates - 1), Is.EqualTo(Rate / BatchSchedule.MostUpdates).Within(1e-16 * Rate));
    }

    [Test]
    public void A_schedule_cannot_end_with_a_training_that_a_clock_or_several_budgets_end()
    {
        TrainingDefinition timed = Plain with { Budget = Budget.Seconds(3) };

        Assert.That(() => Of(timed with { Schedule = new CosineSchedule(0) }), Throws.InstanceOf<SweepException>().With.Message.Contains("one budget"));
        Assert.That(() => Of(Plain with { Schedule = new CosineSchedule(0), OtherBudgets = [Budget.Updates(5)] }), Throws.InstanceOf<SweepException>().With.Message.Contains("one budget"));
        Assert.That(() => Of(timed with { Schedule = new CosineSchedule(0) { Length = ScheduleLength.Updates(9) } }), Throws.Nothing);
        Assert.That(() => Of(timed with { Schedule = new StepSchedule(ScheduleLength.Epochs(1), 0.5), Warmup = ScheduleLength.Updates(3) }), Throws.Nothing);
    }

    private static double[] Of(TrainingDefinition training)
    {
        BatchSchedule batches = new(100, training);
        LearningRates rates = new(batches, training);
        return [.. Enumerable.Range(0, (int)Math.Min(batches.TotalUpdates, 20)).Select(update => rates.Of(update))];
    }

    // Of seven updates from the top to the end.
    private static double Cosine(int update) => (1 + Math.Cos(Math.PI * update / 7)) / 2;

    private static TestCaseData Case(LearningRateSchedule schedule, params double[] shares) => new TestCaseData(schedule, shares).SetArgDisplayNames($"{schedule}");
}
