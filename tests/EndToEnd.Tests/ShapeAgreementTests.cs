using SweepDsl.Experiments;
using SweepDsl.Runtime.Network;
using SweepDsl.Runtime.Sweeps;

namespace SweepDsl.EndToEnd.Tests;

/// <summary>The language infers shapes when an experiment is built, the runtime when it is run: they must agree.</summary>
public sealed class ShapeAgreementTests
{
    private static IEnumerable<Experiment> Experiments() => ExperimentCatalogue.All;

    [TestCaseSource(nameof(Experiments))]
    public void Every_point_of_a_built_experiment_has_a_plan(Experiment experiment)
    {
        foreach (SweepPoint point in experiment.Points(new StudyContext(Examples: 100)))
        {
            NetworkPlan plan = NetworkPlan.Create(point.Network);

            Assert.That(plan.Output.Elements, Is.EqualTo(10), point.Parameters.ToString());
        }
    }
}
