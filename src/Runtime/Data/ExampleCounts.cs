using SweepDsl.Runtime.Data.Cifar;
using SweepDsl.Runtime.Data.Glyphs;

namespace SweepDsl.Runtime.Data;

/// <summary>How many examples the parts of a data set have, as far as that is known without its files.</summary>
/// <param name="Train">Examples that are trained on.</param>
/// <param name="Validation">Training examples held out.</param>
/// <param name="Test">Test examples.</param>
internal readonly record struct ExampleCounts(int Train, int Validation, int Test)
{
    private const int MnistTrain = 60_000;
    private const int MnistTest = 10_000;

    /// <summary>The numbers of a definition.</summary>
    /// <returns>Null where only the files know: of a folder of images.</returns>
    public static ExampleCounts? Of(DatasetDefinition definition)
    {
        (int Train, int Test)? all = definition.Source switch
        {
            GlyphsSource => (GlyphImages.DefaultTrainExamples, GlyphImages.DefaultTestExamples),
            CifarSource cifar => (CifarLayout.Of(cifar).TrainRecords, CifarLayout.TestRecords),
            MnistSource => (MnistTrain, MnistTest),
            _ => null,
        };
        if ((definition.TrainExamples ?? all?.Train) is not { } train || (definition.TestExamples ?? all?.Test) is not { } test)
        {
            return null;
        }

        int validation = (int)Math.Round(train * definition.ValidationFraction, MidpointRounding.AwayFromZero);
        return new ExampleCounts(train - validation, validation, test);
    }
}
