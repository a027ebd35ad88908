using System.Collections.Immutable;

namespace SweepDsl.Runtime.Kernels.Planning;

/// <summary>Plans the dispatch that makes a batch from the data set.</summary>
public static class GatherKernels
{
    /// <summary>Takes the batch's images and labels from the data set, augments and normalises them.</summary>
    /// <param name="storage">How images lie.</param>
    /// <param name="batch">Examples.</param>
    /// <param name="images">The chunks.</param>
    /// <param name="labels">[examples], 32-bit integers.</param>
    /// <param name="order">The epoch's order, [examples of the epoch], 32-bit integers; null takes examples as stored.</param>
    /// <param name="control">The trial's <c>StepControl</c>; its <c>position</c> is the first example's place in the order.</param>
    /// <param name="normalization">For each channel a scale and an offset: <c>input = byte * scale + offset</c>, [channels, 2].</param>
    /// <param name="augmentation">Random changes; null for none.</param>
    /// <param name="input">Overwritten, [batch, height, width, channels].</param>
    /// <param name="batchLabels">Overwritten, [batch], 32-bit integers.</param>
    /// <param name="batchExamples">Overwritten: the examples' numbers, [batch], 32-bit integers.</param>
    /// <param name="label">Name of the dispatch.</param>
    /// <param name="mixing">What each example is mixed with; null for nothing.</param>
    public static Dispatch Gather(
        ImageStorage storage,
        int batch,
        ImmutableArray<BufferView> images,
        BufferView labels,
        BufferView? order,
        BufferView control,
        BufferView normalization,
        ImageAugmentation? augmentation,
        BufferView input,
        BufferView batchLabels,
        BufferView batchExamples,
        string label,
        ExampleMixing? mixing = null)
    {
        if (images.Length != storage.ChunkBytes.Length)
        {
            throw new ArgumentException($"{label}: the images lie in {storage.ChunkBytes.Length} chunks, {images.Length} are bound.", nameof(images));
        }

        InvocationGrid grid = InvocationGrid.Of((long)batch * storage.Height * storage.Width, label);
        BufferView Chunk(int index) => index < images.Length ? images[index].Holding(storage.ChunkBytes[index] / sizeof(uint), label) : images[0];
        return new GatherBatch
        {
            Storage = input.Elements,
            WorkgroupSize = grid.WorkgroupSize,
            Height = (uint)storage.Height,
            Width = (uint)storage.Width,
            Channels = (uint)storage.Channels,
            UseOrder = order is not null,
            Augment = augmentation is not null,
            MixExamples = mixing is not null,
            Chunk0 = Chunk(0),
            Chunk1 = Chunk(1),
            Chunk2 = Chunk(2),
            Chunk3 = Chunk(3),
            Labels = labels.Holding(storage.Examples, label),
            Order = order ?? labels,
            Control = control.Holding(StepKernels.ControlBytes / sizeof(uint), label),
            ScaleOffset = normalization.Holding(2L * storage.Channels, label),
            Input = input.Holding((long)batch * storage.ImageBytes, label),
            BatchLabels = batchLabels.Holding(batch, label),
            BatchExamples = batchExamples.Holding(batch, label),
            Mixing = mixing?.Pairs.Holding(2L * storage.Examples, label) ?? labels,
            BatchMixing = mixing?.Batch.Holding(2L * batch, label) ?? batchExamples,
            Batch = (uint)batch,
            ExamplesPerChunk = (uint)storage.ExamplesPerChunk,
            Seed = augmentation?.Seed ?? 0,
            FlipProbability = (float)(augmentation?.FlipProbability ?? 0),
            CropPadding = (uint)(augmentation?.CropPadding ?? 0),
            CutoutSize = (uint)(augmentation?.CutoutSize ?? 0),
        }.Dispatch(grid.Groups, label);
    }
}
