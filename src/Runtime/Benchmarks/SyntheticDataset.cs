using SweepDsl.Runtime.Data;
using SweepDsl.Runtime.Network;

namespace SweepDsl.Runtime.Benchmarks;

/// <summary>
/// Random bytes with random labels in place of a data set, so that a benchmark runs where the data are not: as many images, of the same shape and with as many classes.
/// The time of a step depends on no pixel's value.
/// </summary>
internal static class SyntheticDataset
{
    private const int ImageFolderExamples = 10_000;

    /// <summary>Makes a data set with one test example, for only training is measured.</summary>
    /// <param name="definition">The experiment's data.</param>
    /// <param name="input">Shape of an image.</param>
    /// <param name="classes">Number of classes.</param>
    /// <param name="leastExamples">Training examples that are needed; as many as the real set has are made, if that is more.</param>
    /// <exception cref="SweepException">So many do not fit into one array (exit code 2).</exception>
    public static Dataset Create(DatasetDefinition definition, FeatureShape input, int classes, int leastExamples) => new(
        definition.Source.Name,
        [.. Enumerable.Range(0, classes).Select(label => $"class {label}")],
        Images(input, classes, Math.Max(leastExamples, RealExamples(definition))),
        validation: null,
        Images(input, classes, count: 1),
        definition.Normalization);

    private static int RealExamples(DatasetDefinition definition) =>
        ExampleCounts.Of(definition) is { } counts ? counts.Train + counts.Validation : definition.TrainExamples ?? ImageFolderExamples;

    private static ExampleSet Images(FeatureShape shape, int classes, int count)
    {
        long bytes = (long)count * shape.Elements;
        if (bytes > Array.MaxLength)
        {
            throw new SweepException(ExitCode.Usage, $"{count:N0} examples of {shape} are {bytes:N0} bytes, more than the {Array.MaxLength:N0} that can be made here; measure a smaller batch size.");
        }

        Random random = new(1);
        byte[] pixels = new byte[bytes];
        random.NextBytes(pixels);
        uint[] labels = new uint[count];
        for (int i = 0; i < count; i++)
        {
            labels[i] = (uint)random.Next(classes);
        }

        return new ExampleSet(shape, pixels, labels);
    }
}
