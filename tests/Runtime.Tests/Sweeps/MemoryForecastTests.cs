using SweepDsl.Runtime.Sweeps;
using SweepDsl.Runtime.Training;

namespace SweepDsl.Runtime.Tests.Sweeps;

public sealed class MemoryForecastTests
{
    [Test]
    public void The_data_and_the_largest_trial_are_told_before_the_run() => Assert.That(
        Tell(freeBytes: 1 << 20),
        Is.EqualTo(new[] { "2 KiB for the data, and for a trial up to 32.06 KiB: parameters 16 B, gradients 16 B, optimizer state 16 B, arena 32 KiB, other 16 B (batch_size=32,seed=0)" }));

    [Test]
    public void Each_trial_that_does_not_fit_is_told_with_what_to_do()
    {
        List<string> told = Tell(freeBytes: 10_000);

        Assert.That(told, Has.Count.EqualTo(3));
        Assert.That(told[1], Does.StartWith("batch_size=32,seed=0 takes 32.06 KiB and Fake GPU has 9.77 KiB free: it will fail.").And.Contains("smaller batch_size"));
        Assert.That(told[2], Does.StartWith("batch_size=16,seed=0 takes"));
    }

    [Test]
    public void Points_that_were_not_looked_at_are_counted()
    {
        List<string> told = Tell(freeBytes: 100, [.. Enumerable.Range(1, 23)]);

        Assert.That(told, Has.Count.EqualTo(22));
        Assert.That(told[^1], Is.EqualTo("3 smaller points were not looked at, and may not fit Fake GPU either."));
    }

    private static List<string> Tell(long freeBytes, params ImmutableArray<int> batchSizes)
    {
        using FakeTrainer trainer = new() { Memory = new TrainerMemory(2048, freeBytes) };
        IEnumerable<TrialRequest> requests = StudyPlan.Make(batchSizes.IsEmpty ? new FakeExperiment() : new FakeExperiment { BatchSizes = batchSizes }, new StudyOverrides(), trainer.Data).Trials
            .Select(trial => new TrialRequest { Name = trial.Name, Network = trial.Point.Network, Training = trial.Point.Training, Seed = trial.Seed });
        var forecast = MemoryForecast.Of(trainer, [.. requests]);
        return [forecast.ToString(), .. forecast.Warnings];
    }
}
