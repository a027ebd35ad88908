using SweepDsl.Runtime.Data.Cifar;
using SweepDsl.Runtime.Data.Glyphs;
using SweepDsl.Runtime.Data.ImageFolders;
using SweepDsl.Runtime.Data.Mnist;

namespace SweepDsl.Runtime.Data;

/// <summary>
/// Loads the data of an experiment. What it holds depends on the definition and the files alone: subsets and the validation split are drawn with
/// seed 0, so that all trials of a study, whatever their seeds, train and test on the same examples.
/// </summary>
public static class DatasetLoader
{
    private const int Seed = 0;

    /// <summary>Finds, if need be downloads, checks and decodes a data set, and takes its parts.</summary>
    /// <param name="definition">What is wanted; numbers of examples may have been replaced by the command line.</param>
    /// <param name="options">Where to look.</param>
    /// <param name="cancellation">Ends a download; what has arrived is kept for the next time.</param>
    /// <exception cref="SweepException">Data are missing or damaged, or there are fewer than asked for.</exception>
    public static Dataset Load(DatasetDefinition definition, DataOptions options, CancellationToken cancellation = default)
    {
        ExamplePools pools = Open(definition, options, cancellation);
        int[] train = Choose(definition.Source.Name, DatasetPart.Train, pools, pools.Train, definition.TrainExamples);
        int[] test = Choose(definition.Source.Name, DatasetPart.Test, pools, pools.Test, definition.TestExamples);
        int[] validation = HoldOut(ref train, pools, definition.ValidationFraction, definition.Source.Name);
        return new Dataset(
            definition.Source.Name,
            pools.ClassNames,
            pools.Train.Take(train),
            validation.Length == 0 ? null : pools.Train.Take(validation),
            pools.Test.Take(test),
            definition.Normalization);
    }

    private static ExamplePools Open(DatasetDefinition definition, DataOptions options, CancellationToken cancellation) => definition.Source switch
    {
        GlyphsSource => GlyphImages.Open(definition.TrainExamples, definition.TestExamples),
        CifarSource cifar => CifarExamples.Open(cifar, options, cancellation),
        MnistSource mnist => MnistExamples.Open(mnist, options, cancellation),
        ImageFolderSource folder => ImageFolderExamples.Open(folder, options, cancellation),
        _ => throw new ArgumentException($"No reader for {definition.Source}.", nameof(definition)),
    };

    private static int[] Choose(string name, DatasetPart part, ExamplePools pools, ExamplePool pool, int? wanted)
    {
        int available = pool.Labels.Length;
        int count = wanted ?? available;
        string word = part == DatasetPart.Train ? "train" : "test";
        if (count < 1 || count > available)
        {
            throw DataFault.Create(
                name, $"{count} {word} examples are asked for and there are {available}", $"Set {word}_examples to a number from 1 to {available}.");
        }

        return ClassBalance.EqualShares(pool.Labels, pools.ClassNames.Length, count, new Philox(Seed, RandomPurpose.Subset, (int)part));
    }

    private static int[] HoldOut(ref int[] train, ExamplePools pools, double fraction, string name)
    {
        if (fraction == 0)
        {
            return [];
        }

        int count = (int)Math.Round(train.Length * fraction, MidpointRounding.AwayFromZero);
        if (count < 1 || count >= train.Length)
        {
            throw DataFault.Create(
                name,
                $"validation_fraction {fraction} of {train.Length} training examples leaves {count} to validate and {train.Length - count} to train on",
                "Choose a fraction that leaves at least one of each.");
        }

        uint[] labels = new uint[train.Length];
        for (int i = 0; i < labels.Length; i++)
        {
            labels[i] = pools.Train.Labels[train[i]];
        }

        int[] places = ClassBalance.ProportionalShares(labels, pools.ClassNames.Length, count, new Philox(Seed, RandomPurpose.Validation));
        HashSet<int> isHeldOut = [.. places];
        int[] all = train;
        train = [.. all.Where((_, place) => !isHeldOut.Contains(place))];
        return [.. places.Select(place => all[place])];
    }
}
