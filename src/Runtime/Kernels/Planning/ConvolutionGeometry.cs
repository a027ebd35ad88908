namespace SweepDsl.Runtime.Kernels.Planning;

/// <summary>The sizes of a two-dimensional convolution, without the batch.</summary>
/// <param name="Window">The sliding window.</param>
/// <param name="InputChannels">Channels before.</param>
/// <param name="OutputChannels">Channels after.</param>
public sealed record ConvolutionGeometry(WindowGeometry Window, int InputChannels, int OutputChannels)
{
    /// <summary>Whether channels before come in fours, so that four lie together at a multiple of 16 bytes.</summary>
    public bool HasVectorInputs => InputChannels % 4 == 0;

    /// <summary>Whether channels after come in fours.</summary>
    public bool HasVectorOutputs => OutputChannels % 4 == 0;

    /// <summary>Values summed for one output: taps times input channels.</summary>
    public int FanIn => checked(Window.Taps * InputChannels);

    /// <summary>Number of weights.</summary>
    public int Weights => checked(FanIn * OutputChannels);

    /// <summary>Values of one example before.</summary>
    public int InputElements => checked(Window.InputPixels * InputChannels);

    /// <summary>Values of one example after.</summary>
    public int OutputElements => checked(Window.OutputPixels * OutputChannels);
}
