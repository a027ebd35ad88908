using SweepDsl.Runtime.Network;

namespace SweepDsl.Runtime.Data.Glyphs;

/// <summary>Makes the examples of <c>glyphs</c>. Image i of a part depends on i alone: a smaller set is the beginning of a larger one.</summary>
internal static class GlyphImages
{
    /// <summary>Training examples when the experiment does not say.</summary>
    public const int DefaultTrainExamples = 4000;

    /// <summary>Test examples when the experiment does not say.</summary>
    public const int DefaultTestExamples = 2000;

    /// <summary>Examples that a part can have; a limit for memory's sake alone.</summary>
    public const int MostExamples = 1_000_000;

    private const int Seed = 0;

    /// <summary>Extents of every image.</summary>
    public static FeatureShape Shape { get; } = new(1, GlyphRenderer.Size, GlyphRenderer.Size);

    /// <summary>Makes both parts, as large as asked for.</summary>
    public static ExamplePools Open(int? trainExamples, int? testExamples) => new(
        GlyphShapes.Names,
        new LoadedExamples(Create(DatasetPart.Train, Count("train", trainExamples ?? DefaultTrainExamples))),
        new LoadedExamples(Create(DatasetPart.Test, Count("test", testExamples ?? DefaultTestExamples))));

    /// <summary>The first examples of a part; each ten of them hold every class once, in a random order.</summary>
    public static ExampleSet Create(DatasetPart part, int count)
    {
        Philox images = new(Seed, RandomPurpose.Glyphs, (int)part);
        Philox classes = new(Seed, RandomPurpose.Glyphs, (int)part + 2);
        byte[] pixels = new byte[checked(count * Shape.Elements)];
        uint[] labels = new uint[count];
        Span<uint> ten = stackalloc uint[GlyphShapes.Names.Length];
        for (int i = 0; i < count; i++)
        {
            int place = i % ten.Length;
            if (place == 0)
            {
                ExampleOrder.Fill(ten, 0, 0, shuffle: false);
                ExampleOrder.Shuffle(ten, classes, (uint)(i / ten.Length));
            }

            labels[i] = ten[place];
            GlyphRenderer.Draw(pixels.AsSpan(i * Shape.Elements, Shape.Elements), (int)ten[place], new GlyphRandom(images, (uint)i));
        }

        return new ExampleSet(Shape, pixels, labels);
    }

    private static int Count(string part, int wanted) => wanted is >= 1 and <= MostExamples
        ? wanted
        : throw DataFault.Create("glyphs", $"{wanted} {part} examples are asked for", $"Set {part}_examples to a number from 1 to {MostExamples}.");
}
