using SweepDsl.Runtime.Kernels.Planning;
using SweepDsl.Runtime.Tests.Reference;

namespace SweepDsl.Runtime.Tests.Kernels;

/// <summary>A convolution with a max pool behind it.</summary>
/// <param name="Name">What is special about it.</param>
/// <param name="Batch">Examples.</param>
/// <param name="Window">The convolution's window.</param>
/// <param name="InputChannels">Channels before.</param>
/// <param name="Channels">Channels after.</param>
/// <param name="Pool">The pool.</param>
public sealed record FusedPoolCase(string Name, int Batch, Window2d Window, int InputChannels, int Channels, FusedPool Pool)
{
    /// <summary>The convolution as kernels know it.</summary>
    public ConvolutionGeometry Geometry => new(Window.Geometry(), InputChannels, Channels);

    /// <summary>The pool as a layer by itself.</summary>
    public WindowGeometry PoolWindow => new(
        Window.OutputHeight, Window.OutputWidth, Pool.Height, Pool.Width, Pool.Height, Pool.Width, 0, 0, Window.OutputHeight / Pool.Height, Window.OutputWidth / Pool.Width);

    /// <summary>Values before the convolution, of all examples.</summary>
    public int InputCount => Batch * Window.InputPixels * InputChannels;

    /// <summary>Values after the convolution, of all examples.</summary>
    public int OutputCount => Batch * Window.OutputPixels * Channels;

    /// <summary>Values after the pool, of all examples.</summary>
    public int PooledCount => Batch * PoolWindow.OutputPixels * Channels;

    /// <inheritdoc/>
    public override string ToString() => Name;
}
