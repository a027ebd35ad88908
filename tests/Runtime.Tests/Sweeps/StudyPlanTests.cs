using SweepDsl.Runtime.Network;
using SweepDsl.Runtime.Sweeps;
using SweepDsl.Runtime.Training;

namespace SweepDsl.Runtime.Tests.Sweeps;

/// <summary>What the build could not judge is judged before the first trial.</summary>
public sealed class StudyPlanTests
{
    private static readonly DataDescription Data = new(64, 0, 20, "fingerprint");

    [Test]
    public void A_learning_rate_that_is_no_number_is_an_error_of_the_study() =>
        Assert.That(() => Make(new FakeExperiment { LearningRate = double.PositiveInfinity }), Refuses("learning_rate is Infinity at batch_size=8"));

    [Test]
    public void A_layer_that_does_not_fit_is_an_error_of_the_study() =>
        Assert.That(() => Make(new FakeExperiment { Layers = [new MaxPool2dDefinition(new Extent(9, 9), new Extent(1, 1), Padding.Valid)] }), Refuses("Layer 0 (max_pool2d)"));

    [Test]
    public void A_network_without_parameters_is_an_error_of_the_study() =>
        Assert.That(() => Make(new FakeExperiment { Layers = [new GlobalAvgPool2dDefinition()] }), Refuses("nothing to train"));

    private static StudyPlan Make(FakeExperiment experiment) => StudyPlan.Make(experiment, new StudyOverrides(), Data);

    private static NUnit.Framework.Constraints.IResolveConstraint Refuses(string reason) =>
        Throws.InstanceOf<SweepException>().With.Message.Contains(reason).And.Property(nameof(SweepException.ExitCode)).EqualTo(ExitCode.Usage);
}
