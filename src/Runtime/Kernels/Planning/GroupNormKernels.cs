namespace SweepDsl.Runtime.Kernels.Planning;

/// <summary>Plans the dispatches of group norm (Wu and He 2018) and layer norm (Ba, Kiros and Hinton 2016). The gradients of scale and shift are those of <see cref="NormalizationKernels"/>.</summary>
public static class GroupNormKernels
{
    /// <summary><c>output = activation((input - mean) / sqrt(variance + epsilon) * scale + shift)</c>.</summary>
    /// <param name="geometry">Sizes.</param>
    /// <param name="input">[batch, pixels, channels].</param>
    /// <param name="scale">One value for each channel, or for each value of an example.</param>
    /// <param name="shift">As many.</param>
    /// <param name="output">Overwritten, as large as <paramref name="input"/>.</param>
    /// <param name="preactivation">Where the value before the activation is stored too; null when nothing needs it.</param>
    /// <param name="statistics">Overwritten: [batch, groups] each; null in evaluation.</param>
    /// <param name="activation">Applied to the result.</param>
    /// <param name="label">Name of the dispatch.</param>
    public static Dispatch Forward(
        GroupNormGeometry geometry,
        BufferView input,
        BufferView scale,
        BufferView shift,
        BufferView output,
        BufferView? preactivation,
        BatchStatistics? statistics,
        Activation activation,
        string label)
    {
        long values = (long)geometry.Batch * geometry.Elements;
        return new GroupNormForward
        {
            Storage = output.Elements,
            Pixels = (uint)geometry.KernelPixels,
            Channels = (uint)geometry.KernelChannels,
            Groups = (uint)geometry.Groups,
            AffineLength = (uint)geometry.AffineLength,
            VectorValues = geometry.HasVectorValues,
            StorePreactivation = preactivation is not null,
            StoreStatistics = statistics is not null,
            Activation = activation,
            Input = input.Holding(values, label),
            Scale = scale.Holding(geometry.AffineLength, label),
            Shift = shift.Holding(geometry.AffineLength, label),
            Output = output.Holding(values, label),
            Preactivation = preactivation?.Holding(values, label) ?? output,
            Mean = statistics?.Mean.Holding(geometry.Statistics, label) ?? output,
            Variance = statistics?.Variance.Holding(geometry.Statistics, label) ?? output,
            Batch = (uint)geometry.Batch,
            Epsilon = (float)geometry.Epsilon,
        }.Dispatch(GroupCount.Covering(geometry.Statistics, 1), label);
    }

    /// <summary>The gradient of the input, through the statistics that it moved too.</summary>
    /// <param name="geometry">Sizes.</param>
    /// <param name="input">[batch, pixels, channels].</param>
    /// <param name="outputGradient">As large.</param>
    /// <param name="statistics">As <see cref="Forward"/> left them.</param>
    /// <param name="scale">One value for each channel, or for each value of an example.</param>
    /// <param name="inputGradient">Overwritten, as large as <paramref name="input"/>.</param>
    /// <param name="through">The activation that made the input, when the gradient shall be taken through it at once.</param>
    /// <param name="label">Name of the dispatch.</param>
    public static Dispatch BackwardInput(
        GroupNormGeometry geometry,
        BufferView input,
        BufferView outputGradient,
        BatchStatistics statistics,
        BufferView scale,
        BufferView inputGradient,
        ActivationGradient? through,
        string label)
    {
        long values = (long)geometry.Batch * geometry.Elements;
        return new GroupNormBackwardInput
        {
            Storage = inputGradient.Elements,
            Pixels = (uint)geometry.KernelPixels,
            Channels = (uint)geometry.KernelChannels,
            Groups = (uint)geometry.Groups,
            AffineLength = (uint)geometry.AffineLength,
            VectorValues = geometry.HasVectorValues,
            Activation = through?.Activation ?? Activations.Identity,
            Input = input.Holding(values, label),
            OutputGradient = outputGradient.Holding(values, label),
            Mean = statistics.Mean.Holding(geometry.Statistics, label),
            Variance = statistics.Variance.Holding(geometry.Statistics, label),
            Scale = scale.Holding(geometry.AffineLength, label),
            Saved = through?.Saved.Holding(values, label) ?? outputGradient,
            InputGradient = inputGradient.Holding(values, label),
            Batch = (uint)geometry.Batch,
            Epsilon = (float)geometry.Epsilon,
        }.Dispatch(GroupCount.Covering(geometry.Statistics, 1), label);
    }
}
