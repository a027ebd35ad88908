namespace SweepDsl.Runtime.Kernels.Planning;

/// <summary>The sizes of a convolution whose channels fall into groups that do not see each other, without the batch.</summary>
/// <param name="Window">The sliding window.</param>
/// <param name="InputChannels">Channels before.</param>
/// <param name="OutputChannels">Channels after.</param>
/// <param name="Groups">Number of groups; divides both.</param>
public sealed record GroupedConvolutionGeometry(WindowGeometry Window, int InputChannels, int OutputChannels, int Groups)
{
    /// <summary>Channels of a group before.</summary>
    public int GroupInputs => InputChannels / Groups;

    /// <summary>Channels of a group after.</summary>
    public int GroupOutputs => OutputChannels / Groups;

    /// <summary>Values summed for one output: taps times channels of a group.</summary>
    public int FanIn => checked(Window.Taps * GroupInputs);

    /// <summary>Number of weights.</summary>
    public int Weights => checked(FanIn * OutputChannels);

    /// <summary>Values of one example before.</summary>
    public int InputElements => checked(Window.InputPixels * InputChannels);

    /// <summary>Values of one example after.</summary>
    public int OutputElements => checked(Window.OutputPixels * OutputChannels);

    /// <summary>How the sum behind each weight's gradient is cut.</summary>
    internal PartialSums Sums(int batch) => new(SplitSum.Of(Weights, (long)batch * Window.OutputPixels), Weights, OutputChannels);
}
