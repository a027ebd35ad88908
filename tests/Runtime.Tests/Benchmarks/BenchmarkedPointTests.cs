using SweepDsl.Runtime.Benchmarks;
using SweepDsl.Runtime.Sweeps;
using SweepDsl.Runtime.Tests.Sweeps;
using SweepDsl.Runtime.Training;
using SweepDsl.Runtime.Training.Schedules;

namespace SweepDsl.Runtime.Tests.Benchmarks;

[TestFixture]
public sealed class BenchmarkedPointTests
{
    private static readonly FakeExperiment Experiment = new() { BatchSizes = [8, 16, 8] };

    [Test]
    public void Batch_sizes_come_once_in_the_order_of_the_sweep() => Assert.That(BenchmarkedPoint.BatchSizes(Experiment), Is.EqualTo(new[] { 8, 16 }));

    [Test]
    public void A_batch_size_of_the_sweep_is_measured_at_its_point()
    {
        SweepPoint point = BenchmarkedPoint.Of(Experiment, 16);

        Assert.That(point.Parameters.ToString(), Is.EqualTo("batch_size=16"));
    }

    [Test]
    public void A_point_with_a_training_for_each_budget_is_measured_with_the_first()
    {
        FakeExperiment experiment = new() { Budget = Budget.Epochs(2), OtherBudgets = [Budget.Epochs(3)], Schedule = _ => new CosineSchedule(0) };

        Assert.That(BenchmarkedPoint.Of(experiment, 16).Training.Budgets, Is.EqualTo(new[] { Budget.Epochs(2) }));
    }

    [Test]
    public void Another_batch_size_is_set_in_the_first_point() => Assert.That(BenchmarkedPoint.Of(Experiment, 5).Training.BatchSize, Is.EqualTo(5));
}
