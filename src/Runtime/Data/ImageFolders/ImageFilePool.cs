using SweepDsl.Runtime.Network;

namespace SweepDsl.Runtime.Data.ImageFolders;

/// <summary>Images on disk, of which only those that are taken are decoded.</summary>
internal sealed class ImageFilePool(ImageFolderSource source, ImageFile[] files, CancellationToken cancellation) : ExamplePool
{
    private readonly uint[] _labels = [.. files.Select(file => file.Label)];

    /// <inheritdoc/>
    public override ReadOnlySpan<uint> Labels => _labels;

    /// <inheritdoc/>
    public override ExampleSet Take(int[] indices)
    {
        FeatureShape shape = new(source.Channels, source.Height, source.Width);
        long bytes = (long)indices.Length * shape.Elements;
        if (bytes > Array.MaxLength)
        {
            throw DataFault.Create(
                source.Path, $"{indices.Length:N0} images of {shape} need {bytes:N0} bytes and at most {Array.MaxLength:N0} are held", "Set train_examples and test_examples, or make images smaller.");
        }

        byte[] pixels = new byte[bytes];
        DecodeAll(indices, pixels, shape.Elements);
        return new ExampleSet(shape, pixels, [.. indices.Select(index => _labels[index])]);
    }

    // Of several faults the first in order is told, however the work was shared out: all images before a break are still decoded.
    private void DecodeAll(int[] indices, byte[] pixels, int imageBytes)
    {
        ImageDecoder decoder = new(source);
        SweepException?[] faults = new SweepException?[indices.Length];
        ParallelLoopResult result = Parallel.For(0, indices.Length, new ParallelOptions { CancellationToken = cancellation }, (i, state) =>
        {
            try
            {
                decoder.Decode(files[indices[i]].Path, pixels.AsSpan(i * imageBytes, imageBytes));
            }
            catch (SweepException fault)
            {
                faults[i] = fault;
                state.Break();
            }
        });
        if (result.LowestBreakIteration is { } first)
        {
            throw faults[first]!;
        }
    }
}
