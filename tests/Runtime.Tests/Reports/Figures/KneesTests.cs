using SweepDsl.Runtime.Reports.Figures;
using SweepDsl.Runtime.Sweeps.Statistics;
using SweepDsl.Runtime.Sweeps.Store;
using SweepDsl.Runtime.Tests.Sweeps;

namespace SweepDsl.Runtime.Tests.Reports.Figures;

public sealed class KneesTests
{
    [Test]
    public void The_hardware_knee_is_the_first_value_near_the_highest_throughput()
    {
        Assert.That(Of([100, 200, 370, 400, 390]).Hardware, Is.EqualTo(32));
    }

    [TestCase(new double[] { 400, 400, 390 })]
    [TestCase(new double[] { 100, 200, 400 })]
    [TestCase(new double[] { 100, 400 })]
    public void Without_a_rise_that_ends_there_is_no_hardware_knee(double[] throughput)
    {
        Assert.That(Of(throughput).Hardware, Is.Null);
    }

    [Test]
    public void The_learning_knee_is_the_last_value_before_the_first_worse_one()
    {
        StoredStudy study = StoredStudies.Of((8, [0.90, 0.91, 0.905]), (16, [0.904, 0.905, 0.906]), (32, [0.7, 0.71, 0.705]), (64, [0.88, 0.91, 0.895]));
        StudyAnalysis analysis = StudyAnalysis.Of(study);

        Assert.That(Knees.Of(analysis, ParameterAxis.Of(study).Single()).Learning, Is.EqualTo(16));
    }

    [Test]
    public void Where_no_value_is_worse_there_is_no_learning_knee()
    {
        StoredStudy study = StoredStudies.Of((8, [0.90, 0.91, 0.905]), (16, [0.904, 0.905, 0.906]), (32, [0.903, 0.902, 0.905]));

        Assert.That(Knees.Of(StudyAnalysis.Of(study), ParameterAxis.Of(study).Single()).Learning, Is.Null);
    }

    // Batch sizes 8, 16, 32, … with these examples per second.
    private static Knees Of(double[] throughput)
    {
        StoredStudy study = StoredStudies.Of([.. throughput.Select((_, i) => (8 << i, new[] { 0.5, 0.6 }))]);
        study = study with
        {
            Trials =
            [
                .. study.Trials.Select(trial => trial with
                {
                    Result = trial.Result! with { Last = trial.Result.Last! with { Examples = 3200, TrainSeconds = 3200 / throughput[(int)Math.Log2((long)trial.Trial.Parameters.Values[0].Value.Value / 8)] } },
                }),
            ],
        };
        return Knees.Of(StudyAnalysis.Of(study), ParameterAxis.Of(study).Single());
    }
}
