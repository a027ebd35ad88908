using SweepDsl.Runtime.Data;

namespace SweepDsl.Runtime.Tests.Data;

public sealed class DatasetLoaderTests
{
    private static readonly DataOptions Nowhere = new() { Folders = [], AllowDownload = false };

    [Test]
    public void Glyphs_need_no_file_and_have_a_default_size()
    {
        Dataset dataset = DatasetLoader.Load(new DatasetDefinition { Source = new GlyphsSource() }, Nowhere);

        Assert.That((dataset.Train.Count, dataset.Test.Count, dataset.Validation, dataset.ClassNames.Length), Is.EqualTo((4000, 2000, (ExampleSet?)null, 10)));
        Assert.That(dataset.Shape.ToString(), Is.EqualTo("16x16x1"));
    }

    [Test]
    public void Validation_examples_are_held_out_of_the_training_examples_class_by_class()
    {
        DatasetDefinition definition = new() { Source = new GlyphsSource(), TrainExamples = 200, TestExamples = 10 };

        Dataset whole = DatasetLoader.Load(definition, Nowhere);
        Dataset split = DatasetLoader.Load(definition with { ValidationFraction = 0.25 }, Nowhere);

        Assert.That((split.Train.Count, split.Validation!.Count), Is.EqualTo((150, 50)));
        Assert.That(split.Validation.Labels.ToArray().CountBy(label => label).Select(pair => pair.Value), Is.All.EqualTo(5));
        Assert.That(Images(split.Train).Concat(Images(split.Validation)), Is.EquivalentTo(Images(whole.Train)));
        Assert.That(split.Statistics, Is.Not.EqualTo(whole.Statistics));
        Assert.That(split.Fingerprint, Is.Not.EqualTo(whole.Fingerprint));
    }

    [TestCase(0.001, "leaves 0 to validate and 20 to train on")]
    [TestCase(0.99, "leaves 20 to validate and 0 to train on")]
    public void A_split_that_leaves_nothing_is_refused(double fraction, string expected)
    {
        DatasetDefinition definition = new() { Source = new GlyphsSource(), TrainExamples = 20, TestExamples = 10, ValidationFraction = fraction };

        Assert.That(
            () => DatasetLoader.Load(definition, Nowhere),
            Throws.InstanceOf<SweepException>().With.Property("ExitCode").EqualTo(ExitCode.Data).And.Message.Contains(expected));
    }

    [TestCase(0)]
    [TestCase(1_000_001)]
    public void Numbers_of_glyphs_out_of_range_are_refused(int count)
    {
        DatasetDefinition definition = new() { Source = new GlyphsSource(), TrainExamples = 20, TestExamples = count };

        Assert.That(
            () => DatasetLoader.Load(definition, Nowhere),
            Throws.InstanceOf<SweepException>().With.Message.Contains("Set test_examples to a number from 1 to 1000000"));
    }

    private static IEnumerable<string> Images(ExampleSet set) => Enumerable.Range(0, set.Count).Select(i => $"{set.Labels[i]} {Convert.ToHexString(set.Image(i))}");
}
