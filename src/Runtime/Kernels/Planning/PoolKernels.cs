using SweepDsl.Runtime.Kernels.Planning.Register;

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
    public static Dispatch MaxForward(WindowGeometry window, int channels, int batch, BufferView input, BufferView output, BufferView? winners, string label)
    {
        InvocationGrid grid = InvocationGrid.Of((long)batch * Checked(window, label).OutputPixels * WholeNumbers.CeilDiv(channels, 4), label);
        return new MaxPool2dForward
        {
            Storage = output.Elements,
            WorkgroupSize = grid.WorkgroupSize,
            Channels = (uint)channels,
            Window = window,
            VectorChannels = channels % 4 == 0,
            StoreWinners = winners is not null,
            Input = input.Holding((long)batch * window.InputPixels * channels, label),
            Output = output.Holding((long)batch * window.OutputPixels * channels, label),
            Winners = winners?.Holding((long)batch * window.OutputPixels * channels, label) ?? output,
            Batch = (uint)batch,
        }.Dispatch(grid.Groups, label);
    }

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
        string label)
    {
        InvocationGrid grid = InvocationGrid.Of((long)batch * Checked(window, label).InputPixels * WholeNumbers.CeilDiv(channels, 4), label);
        return new MaxPool2dBackward
        {
            Storage = inputGradient.Elements,
            WorkgroupSize = grid.WorkgroupSize,
            Channels = (uint)channels,
            Window = window,
            VectorChannels = channels % 4 == 0,
            Activation = through?.Activation ?? Activations.Identity,
            OutputGradient = outputGradient.Holding((long)batch * window.OutputPixels * channels, label),
            Winners = winners.Holding((long)batch * window.OutputPixels * channels, label),
            Saved = through?.Saved.Holding((long)batch * window.InputPixels * channels, label) ?? outputGradient,
            InputGradient = inputGradient.Holding((long)batch * window.InputPixels * channels, label),
            Batch = (uint)batch,
        }.Dispatch(grid.Groups, label);
    }

    /// <summary>The way back through a max pool that was fused into a convolution: each window's gradient goes to the place that won, and 0 everywhere else.</summary>
    /// <param name="pool">The pool.</param>
    /// <param name="convolution">Sizes of the convolution before it.</param>
    /// <param name="channels">Channels.</param>
    /// <param name="batch">Examples.</param>
    /// <param name="winners">As <see cref="Conv2dKernels.ForwardPooled"/> left them.</param>
    /// <param name="outputGradient">Gradient of what the pool leaves.</param>
    /// <param name="inputGradient">Overwritten: gradient of what the convolution makes, [batch, height, width, channels].</param>
    /// <param name="label">Name of the dispatch.</param>
    public static Dispatch MaxUnpool(
        FusedPool pool, WindowGeometry convolution, int channels, int batch, BufferView winners, BufferView outputGradient, BufferView inputGradient, string label)
    {
        long vectors = WholeNumbers.CeilDiv(channels, 4);
        long outputs = (long)batch * pool.Outputs(convolution);
        long cells = WholeNumbers.CeilDiv(convolution.OutputHeight, pool.Height) * WholeNumbers.CeilDiv(convolution.OutputWidth, pool.Width);
        InvocationGrid grid = InvocationGrid.Of(batch * cells * vectors, label);
        return new MaxUnpool2d
        {
            Storage = inputGradient.Elements,
            WorkgroupSize = grid.WorkgroupSize,
            Channels = (uint)channels,
            PoolHeight = (uint)pool.Height,
            PoolWidth = (uint)pool.Width,
            Height = (uint)convolution.OutputHeight,
            Width = (uint)convolution.OutputWidth,
            VectorChannels = channels % 4 == 0,
            OutputGradientTexels = outputGradient.Holding(outputs * channels, label).TexelsOf(channels),
            Winners = winners.Holding(outputs * vectors, label),
            InputGradient = inputGradient.Holding((long)batch * convolution.OutputPixels * channels, label),
            Batch = (uint)batch,
        }.Dispatch(grid.Groups, label);
    }

    /// <summary>Each window's mean over the values inside the input.</summary>
    /// <param name="window">Sizes.</param>
    /// <param name="channels">Channels.</param>
    /// <param name="batch">Examples.</param>
    /// <param name="input">[batch, height, width, channels].</param>
    /// <param name="output">[batch, height, width, channels] after.</param>
    /// <param name="label">Name of the dispatch.</param>
    public static Dispatch AverageForward(WindowGeometry window, int channels, int batch, BufferView input, BufferView output, string label)
    {
        InvocationGrid grid = InvocationGrid.Of((long)batch * Checked(window, label).OutputPixels * WholeNumbers.CeilDiv(channels, 4), label);
        return new AvgPool2dForward
        {
            Storage = output.Elements,
            WorkgroupSize = grid.WorkgroupSize,
            Channels = (uint)channels,
            Window = window,
            VectorChannels = channels % 4 == 0,
            Input = input.Holding((long)batch * window.InputPixels * channels, label),
            Output = output.Holding((long)batch * window.OutputPixels * channels, label),
            Batch = (uint)batch,
        }.Dispatch(grid.Groups, label);
    }

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
        string label)
    {
        InvocationGrid grid = InvocationGrid.Of((long)batch * Checked(window, label).InputPixels * WholeNumbers.CeilDiv(channels, 4), label);
        return new AvgPool2dBackward
        {
            Storage = inputGradient.Elements,
            WorkgroupSize = grid.WorkgroupSize,
            Channels = (uint)channels,
            Window = window,
            VectorChannels = channels % 4 == 0,
            Activation = through?.Activation ?? Activations.Identity,
            OutputGradient = outputGradient.Holding((long)batch * window.OutputPixels * channels, label),
            Saved = through?.Saved.Holding((long)batch * window.InputPixels * channels, label) ?? outputGradient,
            InputGradient = inputGradient.Holding((long)batch * window.InputPixels * channels, label),
            Batch = (uint)batch,
        }.Dispatch(grid.Groups, label);
    }

    // A window that lies on the border alone has no largest value and no mean.
    private static WindowGeometry Checked(WindowGeometry window, string label) => window.EveryWindowMeetsTheInput
        ? window
        : throw new ArgumentException($"{label}: a window of {window.WindowHeight}x{window.WindowWidth} lies on the border alone; its padding must be smaller than it.", nameof(window));
}
