using SweepDsl.Runtime.Data;

namespace SweepDsl.Runtime.Tests.Data;

[TestFixture]
public sealed class ExampleCountsTests
{
    [TestCase(null, null, 0)]
    [TestCase(90, 30, 0.25)]
    [TestCase(50, null, 0.05)]
    public void Numbers_are_those_of_the_loaded_data(int? train, int? test, double validation)
    {
        DatasetDefinition definition = new() { Source = new GlyphsSource(), TrainExamples = train, TestExamples = test, ValidationFraction = validation };
        Dataset loaded = DatasetLoader.Load(definition, DataOptions.ForUser(null));

        Assert.That(ExampleCounts.Of(definition), Is.EqualTo(new ExampleCounts(loaded.Train.Count, loaded.Validation?.Count ?? 0, loaded.Test.Count)));
    }

    [Test]
    public void Published_sets_are_known_without_their_files()
    {
        Assert.That(ExampleCounts.Of(new DatasetDefinition { Source = new CifarSource(10) }), Is.EqualTo(new ExampleCounts(50_000, 0, 10_000)));
        Assert.That(ExampleCounts.Of(new DatasetDefinition { Source = new MnistSource(IsFashion: true), ValidationFraction = 0.1 }), Is.EqualTo(new ExampleCounts(54_000, 6_000, 10_000)));
    }

    [Test]
    public void A_folder_of_images_is_known_only_by_its_files() =>
        Assert.That(ExampleCounts.Of(new DatasetDefinition { Source = new ImageFolderSource("flowers", 8, 8, 3, 2, Resize: true) }), Is.Null);
}
