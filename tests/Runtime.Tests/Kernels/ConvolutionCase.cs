using SweepDsl.Runtime.Kernels.Planning;
using SweepDsl.Runtime.Tests.Reference;

namespace SweepDsl.Runtime.Tests.Kernels;

/// <summary>A shape that convolution kernels must master.</summary>
/// <param name="Name">What is special about it.</param>
/// <param name="Batch">Examples.</param>
/// <param name="Window">The window's places.</param>
/// <param name="InputChannels">Channels before.</param>
/// <param name="OutputChannels">Channels after.</param>
public sealed record ConvolutionCase(string Name, int Batch, Window2d Window, int InputChannels, int OutputChannels)
{
    /// <summary>Shapes around the edges of tiles, vectors, images, strides and borders.</summary>
    public static ImmutableArray<ConvolutionCase> All { get; } =
    [
        new("a single value", 1, new(1, 1, 1, 1), 1, 1),
        new("a grey image", 3, new(5, 7, 3, 3, PadTop: 1, PadLeft: 1, PadBottom: 1, PadRight: 1), 1, 8),
        new("colours", 2, new(6, 5, 3, 3, PadTop: 1, PadLeft: 1, PadBottom: 1, PadRight: 1), 3, 5),
        new("channels in whole vectors", 3, new(8, 8, 3, 3, PadTop: 1, PadLeft: 1, PadBottom: 1, PadRight: 1), 4, 8),
        new("channels of one and a half tiles", 2, new(5, 5, 3, 3), 12, 12),
        new("one channel less than a tile", 2, new(4, 6, 3, 3, PadTop: 1, PadLeft: 1, PadBottom: 1, PadRight: 1), 7, 7),
        new("one channel more than a tile", 2, new(4, 6, 3, 3, PadTop: 1, PadLeft: 1, PadBottom: 1, PadRight: 1), 9, 9),
        new("prime channels", 2, new(4, 5, 2, 2), 17, 13),
        new("whole vectors in, others out", 2, new(4, 5, 3, 2), 8, 3),
        new("whole vectors out, others in", 2, new(4, 5, 2, 3), 3, 8),
        new("two channels each", 5, new(3, 4, 2, 2), 2, 2),
        new("stride 2", 2, new(7, 9, 3, 3, 2, 2, PadTop: 1, PadLeft: 1, PadBottom: 1, PadRight: 1), 4, 4),
        new("strides that differ", 2, new(11, 8, 2, 5, 3, 2, PadTop: 0, PadLeft: 2, PadBottom: 1, PadRight: 1), 3, 6),
        new("a stride that leaves pixels out", 2, new(8, 7, 1, 2, 3, 4), 4, 5),
        new("a stride that drops the last rows", 1, new(10, 11, 3, 3, 4, 4), 5, 4),
        new("a window larger than the image", 2, new(3, 2, 5, 5, PadTop: 2, PadLeft: 2, PadBottom: 2, PadRight: 2), 2, 3),
        new("a border on one side alone", 2, new(4, 4, 3, 3, PadTop: 0, PadLeft: 2, PadBottom: 2, PadRight: 0), 4, 3),
        new("a border wider than the window", 1, new(3, 3, 2, 2, PadTop: 3, PadLeft: 2, PadBottom: 2, PadRight: 3), 3, 4),
        new("1x1 window, stride 2", 2, new(5, 6, 1, 1, 2, 2), 7, 9),
        new("an image of one row", 2, new(1, 13, 1, 3, PadLeft: 1, PadRight: 1), 4, 4),
        new("an image of one column", 2, new(11, 1, 3, 1), 3, 4),
        new("many small images", 17, new(1, 1, 1, 1), 5, 11),
        new("a window as large as the image", 3, new(4, 5, 4, 5), 3, 7),
        new("sums cut in pieces", 5, new(16, 16, 3, 3, PadTop: 1, PadLeft: 1, PadBottom: 1, PadRight: 1), 8, 16),
        new("sums cut in pieces, prime sizes", 3, new(17, 19, 3, 3, PadTop: 1, PadLeft: 1), 3, 5),
        new("1x1 window", 3, new(5, 6, 1, 1), 12, 9),
    ];

    /// <summary>The shape as kernels know it.</summary>
    public ConvolutionGeometry Geometry => new(Window.Geometry(), InputChannels, OutputChannels);

    /// <summary>Values before the layer, of all examples.</summary>
    public int InputCount => Batch * Window.InputPixels * InputChannels;

    /// <summary>Values after the layer, of all examples.</summary>
    public int OutputCount => Batch * Window.OutputPixels * OutputChannels;

    /// <summary>Number of weights.</summary>
    public int WeightCount => Window.Height * Window.Width * InputChannels * OutputChannels;

    /// <inheritdoc/>
    public override string ToString() => Name;
}
