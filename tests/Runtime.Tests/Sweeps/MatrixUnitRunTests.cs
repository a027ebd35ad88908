using SweepDsl.Runtime.Training;

namespace SweepDsl.Runtime.Tests.Sweeps;

/// <summary>Units for matrices belong to what a trial ran on, and to no trial that does not use them.</summary>
public sealed class MatrixUnitRunTests
{
    private const string Unit = "16x16x16 KHR";

    private SweepFixture _sweep;

    [SetUp]
    public void MakeFixture() => _sweep = new SweepFixture();

    [TearDown]
    public void RemoveFixture() => _sweep.Dispose();

    [Test]
    public void Results_name_the_unit_of_the_trials_that_used_one()
    {
        FakeTrainer trainer = new() { MatrixUnit = OfLargeBatches };

        _sweep.Run(trainer);

        Assert.That(
            _sweep.Read().Trials.Select(trial => trial.Result!.Environment.MatrixUnit),
            Is.EquivalentTo(trainer.Requests.Select(request => OfLargeBatches(request.Training))).And.Some.EqualTo(Unit).And.Some.Null);
    }

    [Test]
    public void Finished_trials_of_the_same_units_are_no_others()
    {
        _sweep.Run(new FakeTrainer { MatrixUnit = OfLargeBatches });
        _sweep.Run(new FakeTrainer { MatrixUnit = OfLargeBatches });

        Assert.That(_sweep.Observer.Notices, Has.None.Contains("are kept as computed"));
    }

    [Test]
    public void Finished_trials_of_other_units_are_told()
    {
        _sweep.Run(new FakeTrainer { MatrixUnit = OfLargeBatches });
        _sweep.Run(new FakeTrainer());

        Assert.That(_sweep.Observer.Notices, Has.One.Contains($"are kept as computed with unit for matrices '{Unit}' where this is 'none'"));
    }

    [Test]
    public void What_a_device_has_to_say_is_said_once()
    {
        _sweep.Run(new FakeTrainer { NoticeOnce = "Its units err." });

        Assert.That(_sweep.Observer.Notices, Has.One.EqualTo("Its units err."));
    }

    private static string? OfLargeBatches(TrainingDefinition training) => training.BatchSize > 8 ? Unit : null;
}
