using SweepDsl.Runtime.Benchmarks;
using SweepDsl.Runtime.Data;
using SweepDsl.Runtime.Network;

namespace SweepDsl.Runtime.Tests.Benchmarks;

[TestFixture]
public sealed class SyntheticDatasetTests
{
    private static readonly FeatureShape Shape = new(3, 32, 32);

    [Test]
    public void It_has_the_shape_the_classes_and_the_size_of_the_real_set()
    {
        Dataset dataset = SyntheticDataset.Create(new DatasetDefinition { Source = new GlyphsSource() }, new FeatureShape(1, 16, 16), classes: 10, leastExamples: 8);

        Assert.That((dataset.Shape, dataset.ClassNames.Length, dataset.Train.Count), Is.EqualTo((new FeatureShape(1, 16, 16), 10, 4000)));
        Assert.That(dataset.Train.Labels.ToArray().Distinct().Order(), Is.EqualTo(Enumerable.Range(0, 10)));
        Assert.That(dataset.Train.Pixels.ToArray().Distinct().Count(), Is.EqualTo(256));
    }

    [Test]
    public void What_the_experiment_says_of_its_size_holds()
    {
        Dataset dataset = SyntheticDataset.Create(new DatasetDefinition { Source = new CifarSource(10), TrainExamples = 100 }, Shape, classes: 10, leastExamples: 8);

        Assert.That(dataset.Train.Count, Is.EqualTo(100));
    }

    [Test]
    public void A_batch_larger_than_the_real_set_is_there_too()
    {
        Dataset dataset = SyntheticDataset.Create(new DatasetDefinition { Source = new CifarSource(10), TrainExamples = 100 }, Shape, classes: 10, leastExamples: 256);

        Assert.That(dataset.Train.Count, Is.EqualTo(256));
    }

    [Test]
    public void A_batch_that_no_array_holds_is_refused_with_the_sizes()
    {
        SweepException? error = Assert.Throws<SweepException>(
            () => SyntheticDataset.Create(new DatasetDefinition { Source = new CifarSource(10) }, Shape, classes: 10, leastExamples: 1_000_000));

        Assert.That(error!.ExitCode, Is.EqualTo(ExitCode.Usage));
        Assert.That(error.Message, Does.Contain("1,000,000 examples of 32x32x3").And.Contains("3,072,000,000 bytes"));
    }
}
