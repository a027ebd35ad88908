using SweepDsl.Runtime.Reports.Figures;
using SweepDsl.Runtime.Sweeps;
using SweepDsl.Runtime.Sweeps.Store;
using SweepDsl.Runtime.Tests.Sweeps;

namespace SweepDsl.Runtime.Tests.Reports.Figures;

public sealed class ParameterAxisTests
{
    [TestCase(new[] { 8.0, 16, 32, 64, 128 }, true)]
    [TestCase(new[] { 1e-5, 3e-4, 2e-3, 5e-2 }, true)]
    [TestCase(new[] { 1.0, 2, 3, 4, 5, 6, 7, 8, 9 }, false)]
    [TestCase(new[] { 10.0, 20, 40 }, false)]
    [TestCase(new[] { 0.0, 1, 100 }, false)]
    [TestCase(new[] { 1.0, 1000 }, false)]
    public void Values_that_grow_by_factors_lie_on_an_axis_of_factors(double[] values, bool isLogarithmic)
    {
        ParameterAxis axis = ParameterAxis.Of(Study([.. values.Select(value => Point(("rate", (ParameterValue)value)))])).Single();

        Assert.That(axis.IsLogarithmic, Is.EqualTo(isLogarithmic));
    }

    [Test]
    public void Numbers_are_sorted_and_words_stay_as_listed()
    {
        ImmutableArray<ParameterAxis> axes = ParameterAxis.Of(Study(Point(("size", 32L), ("optimizer", "sgd")), Point(("size", 8L), ("optimizer", "adam"))));

        Assert.That(axes.Select(axis => string.Join(' ', axis.Values)), Is.EqualTo(new[] { "8 32", "sgd adam" }));
        Assert.That(axes.Select(axis => axis.IsNumeric), Is.EqualTo(new[] { true, false }));
    }

    [Test]
    public void Pictures_stand_on_the_number_with_the_most_values_and_speed_on_the_batch_size()
    {
        ImmutableArray<ParameterAxis> axes = ParameterAxis.Of(Study(
        [
            .. from rate in new[] { 0.1, 0.2, 0.3 } from size in new long[] { 8, 16 } from word in new[] { "a", "b", "c", "d" }
               select Point(("batch_size", size), ("rate", rate), ("word", word)),
        ]));

        Assert.That(ParameterAxis.Main(axes)?.Name, Is.EqualTo("rate"));
        Assert.That(ParameterAxis.OfSpeed(axes)?.Name, Is.EqualTo("batch_size"));
    }

    private static ParameterSet Point(params (string Name, ParameterValue Value)[] values) => new([.. values.Select(value => KeyValuePair.Create(value.Name, value.Value))]);

    private static StoredStudy Study(params ParameterSet[] points) =>
        StoredStudies.Of(new MetricDefinition("test_accuracy", MetricGoal.Maximize), [.. points.Select(point => (point, new[] { 0.5 }))]);
}
