namespace SweepDsl.Runtime.Kernels.Planning;

/// <summary>Some neighbouring channels among all channels of a tensor.</summary>
/// <param name="First">The first of them.</param>
/// <param name="Count">How many.</param>
/// <param name="Total">Channels of the tensor.</param>
public readonly record struct ChannelSlice(int First, int Count, int Total)
{
    /// <summary>Puts a tensor of the slice's channels in its place: <c>all[p, first + c] = slice[p, c]</c>; the other channels stay as they are.</summary>
    /// <param name="pixels">Pixels of the batch.</param>
    /// <param name="slice">[pixels, count].</param>
    /// <param name="all">[pixels, total].</param>
    /// <param name="label">Name of the dispatch.</param>
    public Dispatch Put(long pixels, BufferView slice, BufferView all, string label) =>
        Copy(pixels, slice, Count, 0, all, Total, First, through: null, label);

    /// <summary>Takes the slice's channels out: <c>slice[p, c] = all[p, first + c]</c>, and then through the activation that made them, if wished.</summary>
    /// <param name="pixels">Pixels of the batch.</param>
    /// <param name="all">[pixels, total].</param>
    /// <param name="slice">Overwritten, [pixels, count].</param>
    /// <param name="through">The activation whose values were put, when a gradient shall be taken through it.</param>
    /// <param name="label">Name of the dispatch.</param>
    public Dispatch Take(long pixels, BufferView all, BufferView slice, ActivationGradient? through, string label) =>
        Copy(pixels, all, Total, First, slice, Count, 0, through, label);

    private Dispatch Copy(
        long pixels, BufferView input, int inputChannels, int inputFirst, BufferView output, int outputChannels, int outputFirst, ActivationGradient? through, string label)
    {
        InvocationGrid grid = InvocationGrid.Of(pixels * ((Count + 3) / 4), label);
        return new CopyChannels
        {
            Storage = output.Elements,
            WorkgroupSize = grid.WorkgroupSize,
            VectorChannels = First % 4 == 0 && Count % 4 == 0 && Total % 4 == 0,
            Activation = through?.Activation ?? Activations.Identity,
            Input = input.Holding(pixels * inputChannels, label),
            Saved = through?.Saved.Holding(pixels * Count, label) ?? input,
            Output = output.Holding(pixels * outputChannels, label),
            Pixels = (uint)pixels,
            Channels = (uint)Count,
            XChannels = (uint)inputChannels,
            XFirst = (uint)inputFirst,
            YChannels = (uint)outputChannels,
            YFirst = (uint)outputFirst,
        }.Dispatch(grid.Groups, label);
    }
}
