using SweepDsl.Dsl.Model;

namespace SweepDsl.Dsl.Schema;

/// <summary>What is known of a data set at build time.</summary>
/// <param name="Name">Its word.</param>
/// <param name="Summary">What it is.</param>
/// <param name="Shape">Shape of an image.</param>
/// <param name="Classes">Number of classes.</param>
/// <param name="TrainExamples">Training examples there are.</param>
/// <param name="TestExamples">Test examples there are.</param>
/// <param name="DefaultTrainExamples">Training examples taken when the YAML does not say.</param>
internal sealed record DatasetFacts(string Name, string Summary, ImageShape Shape, int Classes, int TrainExamples, int TestExamples, int DefaultTrainExamples)
{
    /// <summary>The word of the data set that is the user's own.</summary>
    public const string ImageFolder = "image_folder";

    /// <summary>The data sets that the language knows.</summary>
    public static IReadOnlyList<DatasetFacts> All { get; } =
    [
        new("glyphs", "Grey glyphs made by seed, 16x16, 10 classes; no file needed.", new(16, 16, 1), 10, 1_000_000, 1_000_000, 4_000),
        new("cifar10", "CIFAR-10: colour photographs, 32x32, 10 classes.", new(32, 32, 3), 10, 50_000, 10_000, 50_000),
        new("cifar100", "CIFAR-100: colour photographs, 32x32, 100 classes.", new(32, 32, 3), 100, 50_000, 10_000, 50_000),
        new("mnist", "MNIST: handwritten digits, 28x28.", new(28, 28, 1), 10, 60_000, 10_000, 60_000),
        new("fashion_mnist", "Fashion-MNIST: pictures of clothes, 28x28, 10 classes.", new(28, 28, 1), 10, 60_000, 10_000, 60_000),
    ];
}
