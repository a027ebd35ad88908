namespace SweepDsl.Runtime.Kernels.Planning;

/// <summary>Plans the dispatches of pools. Tensors are NHWC.</summary>
public static class PoolKernels
{
    /// <summary>Each window's largest value; NaN wins over numbers, and the first of equals in row-major order wins.</summary>
    /// <param name="window">Sizes.</param>
    /// <param name="channels">Channels.</param>
    /// <param name="batch">Examples.</param>
    /// <param name="input">[batch, height, width, channels].</param>
    /// <param name="output">[batch, height, width, channels] after.</param>
    /// <param name="winners">Where each output's tap (a 32-bit integer) is kept for <see cref="MaxBackward"/>, as large as <paramref name="output"/>; null in evaluation.</param>
    /// <param name="label">Name of the dispatch.</param>
    public static Dispatch MaxForward(WindowGeometry window, int channels, int batch, BufferView input, BufferView output, BufferView? winners, string label) =>
        throw new NotImplementedException();

    /// <summary>Each output's gradient goes to the input that won.</summary>
    /// <param name="window">Sizes.</param>
    /// <param name="channels">Channels.</param>
    /// <param name="batch">Examples.</param>
    /// <param name="winners">As <see cref="MaxForward"/> left them.</param>
    /// <param name="outputGradient">[batch, height, width, channels] after.</param>
    /// <param name="inputGradient">Overwritten, [batch, height, width, channels].</param>
    /// <param name="through">The activation that made the input, when the gradient shall be taken through it at once.</param>
    /// <param name="label">Name of the dispatch.</param>
    public static Dispatch MaxBackward(
        WindowGeometry window,
        int channels,
        int batch,
        BufferView winners,
        BufferView outputGradient,
        BufferView inputGradient,
        ActivationGradient? through,
        string label) => throw new NotImplementedException();

    /// <summary>Each window's mean over the values inside the input.</summary>
    /// <param name="window">Sizes.</param>
    /// <param name="channels">Channels.</param>
    /// <param name="batch">Examples.</param>
    /// <param name="input">[batch, height, width, channels].</param>
    /// <param name="output">[batch, height, width, channels] after.</param>
    /// <param name="label">Name of the dispatch.</param>
    public static Dispatch AverageForward(WindowGeometry window, int channels, int batch, BufferView input, BufferView output, string label) =>
        throw new NotImplementedException();

    /// <summary>Each output's gradient is spread evenly over its window's values inside the input.</summary>
    /// <param name="window">Sizes.</param>
    /// <param name="channels">Channels.</param>
    /// <param name="batch">Examples.</param>
    /// <param name="outputGradient">[batch, height, width, channels] after.</param>
    /// <param name="inputGradient">Overwritten, [batch, height, width, channels].</param>
    /// <param name="through">The activation that made the input, when the gradient shall be taken through it at once.</param>
    /// <param name="label">Name of the dispatch.</param>
    public static Dispatch AverageBackward(
        WindowGeometry window,
        int channels,
        int batch,
        BufferView outputGradient,
        BufferView inputGradient,
        ActivationGradient? through,
        string label) => throw new NotImplementedException();
}
