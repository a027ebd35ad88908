using SweepDsl.Runtime.Data;
using SweepDsl.Runtime.Sweeps;
using SweepDsl.Runtime.Sweeps.Rounds;
using SweepDsl.Runtime.Sweeps.Store;
using SweepDsl.Runtime.Training;

namespace SweepDsl.Runtime.Tests.Sweeps.Rounds;

/// <summary>Seeds are added until it is decided which points are worse.</summary>
public sealed class AddedSeedsTests
{
    private static readonly DataDescription ManyExamples = new(64, 0, 1_000_000, "fingerprint");
    private SweepFixture _sweep;

    [SetUp]
    public void MakeFolder() => _sweep = new SweepFixture();

    [TearDown]
    public void RemoveFolder() => _sweep.Dispose();

    [Test]
    public void A_clear_difference_needs_no_more_seeds()
    {
        _sweep.Run(Trainer(small: 0.9, large: 0.5), Study([16, 32]));

        Assert.That(_sweep.Observer.Rounds, Is.EqualTo(new[] { (6, 6) }));
    }

    [Test]
    public void Points_alike_get_twice_as_many_seeds_until_the_most()
    {
        _sweep.Run(Trainer(small: 0.9, large: 0.9), Study([16, 32], most: 10));

        StoredStudy study = _sweep.Read();
        Assert.That(_sweep.Observer.Rounds, Is.EqualTo(new[] { (6, 6), (6, 12), (8, 20) }));
        Assert.That(_sweep.Observer.Starts.Select(round => (round.Plan.Stage, round.Plan.MayGrow)), Is.EqualTo(new[] { ((string?)null, true), ("adding seeds", true), ("adding seeds", false) }));
        Assert.That(study.Record.Looks, Is.EqualTo(3));
        Assert.That(study.Record.Trials.Select(trial => trial.Seed).Distinct(), Is.EqualTo(Enumerable.Range(0, 10)));
    }

    [Test]
    public void Only_points_that_are_not_told_from_the_best_get_more()
    {
        _sweep.Run(Trainer(small: 0.9, large: 0.9, others: 0.3), Study([8, 16, 32], most: 6));

        Assert.That(_sweep.Observer.Rounds, Is.EqualTo(new[] { (9, 9), (6, 15) }));
        Assert.That(_sweep.Read().Record.Trials.Where(trial => trial.Parameters.ToString() == "batch_size=8").Select(trial => trial.Seed), Is.EqualTo(new[] { 0, 1, 2 }));
    }

    [Test]
    public void A_point_that_was_decided_too_early_gets_all_the_seeds_that_others_have()
    {
        // From the fourth seed on the two good points vary so much that three seeds of the third no longer tell it from them.
        double[] wild = [0.05, 0.6, 0.3];
        FakeTrainer trainer = new()
        {
            Data = ManyExamples,
            Accuracy = (request, _) => (request.Training.BatchSize, request.Seed) switch
            {
                (8, _) => 0.86 + (0.001 * request.Seed),
                (16, > 2) => 0.9 - wild[request.Seed % 3],
                (_, > 2) => 0.9 - wild[(request.Seed + 1) % 3],
                var (size, seed) => 0.9 + (0.001 * ((size / 16) + seed % 2)),
            },
        };

        _sweep.Run(trainer, Study([8, 16, 32], most: 12));

        Assert.That(_sweep.Observer.Rounds.Take(2), Is.EqualTo(new[] { (9, 9), (6, 15) }), "the first look decides against the third point");
        Assert.That(_sweep.Read().Record.Trials.Where(trial => trial.Parameters.ToString() == "batch_size=8").Select(trial => trial.Seed).Order(), Is.EqualTo(Enumerable.Range(0, 12)));
    }

    [Test]
    public void A_number_of_seeds_on_the_command_line_is_final()
    {
        StudyPlan plan = StudyPlan.Make(Study([16, 32]), new StudyOverrides { Seeds = 2 }, ManyExamples);

        Assert.That((plan.Trials.Length, plan.IsComplete, plan.Looks), Is.EqualTo((4, true, 1)));
    }

    [TestCase(3, 30, ExpectedResult = 5)]
    [TestCase(3, 24, ExpectedResult = 4)]
    [TestCase(3, 3, ExpectedResult = 1)]
    [TestCase(3, null, ExpectedResult = 1)]
    public int Looks_are_counted_that_could_be_taken(int seeds, int? most) => SeedLooks.Count(seeds, most);

    private static SearchedExperiment Study(ImmutableArray<int> batchSizes, int most = 30) => new()
    {
        BatchSizes = batchSizes,
        Definition = new SweepDefinition(SearchMethod.Grid, new MetricDefinition("test_accuracy", MetricGoal.Maximize), [0, 1, 2]) { MostSeeds = most },
    };

    // Luck of a hundredth or so, by seed and batch size.
    private static FakeTrainer Trainer(double small, double large, double others = 0) => new()
    {
        Data = ManyExamples,
        Accuracy = (request, _) => (request.Training.BatchSize switch { 16 => small, 32 => large, _ => others })
            + (0.01 * new Philox(request.Seed, RandomPurpose.Bootstrap).Draw((uint)request.Training.BatchSize).Word0 / uint.MaxValue),
    };
}
