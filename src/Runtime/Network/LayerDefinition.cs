using System.Collections.Immutable;
using SweepDsl.Runtime.Kernels;

namespace SweepDsl.Runtime.Network;

/// <summary>One layer of a network, as the experiment describes it.</summary>
public abstract record LayerDefinition;

/// <summary>A two-dimensional convolution (cross-correlation, as in PyTorch).</summary>
/// <param name="Filters">Output channels.</param>
/// <param name="Kernel">Extent of the filter.</param>
/// <param name="Stride">Step between outputs.</param>
/// <param name="Padding">Zero border of the input.</param>
/// <param name="Activation">Applied to the sum.</param>
/// <param name="Bias">Whether each filter has a bias.</param>
/// <param name="Initializer">How weights are drawn.</param>
/// <param name="Groups">Groups of channels that do not see each other; divides the channels before and after.</param>
public sealed record Conv2dDefinition(
    int Filters, Extent Kernel, Extent Stride, Padding Padding, Activation Activation, bool Bias, Initializer Initializer, int Groups = 1) : LayerDefinition;

/// <summary>A convolution of each channel by itself: one with as many groups as channels.</summary>
/// <param name="Kernel">Extent of the filter.</param>
/// <param name="Multiplier">Filters for each channel.</param>
/// <param name="Stride">Step between outputs.</param>
/// <param name="Padding">Zero border of the input.</param>
/// <param name="Activation">Applied to the sum.</param>
/// <param name="Bias">Whether each filter has a bias.</param>
/// <param name="Initializer">How weights are drawn.</param>
public sealed record DepthwiseConv2dDefinition(
    Extent Kernel, int Multiplier, Extent Stride, Padding Padding, Activation Activation, bool Bias, Initializer Initializer) : LayerDefinition
{
    /// <summary>The convolution that it is.</summary>
    /// <param name="channels">Channels of its input.</param>
    public Conv2dDefinition AsConv2d(int channels) => new(checked(Multiplier * channels), Kernel, Stride, Padding, Activation, Bias, Initializer, Groups: channels);
}

/// <summary>A fully connected layer; an image before it is flattened by itself.</summary>
/// <param name="Units">Outputs.</param>
/// <param name="Activation">Applied to the sum.</param>
/// <param name="Bias">Whether each unit has a bias.</param>
/// <param name="Initializer">How weights are drawn.</param>
public sealed record DenseDefinition(int Units, Activation Activation, bool Bias, Initializer Initializer) : LayerDefinition;

/// <summary>The largest value of each window; padding never wins.</summary>
/// <param name="Window">Extent of the window.</param>
/// <param name="Stride">Step between windows.</param>
/// <param name="Padding">Border of the input.</param>
public sealed record MaxPool2dDefinition(Extent Window, Extent Stride, Padding Padding) : LayerDefinition;

/// <summary>The mean of each window over the values inside the input (padding is not counted).</summary>
/// <param name="Window">Extent of the window.</param>
/// <param name="Stride">Step between windows.</param>
/// <param name="Padding">Border of the input.</param>
public sealed record AvgPool2dDefinition(Extent Window, Extent Stride, Padding Padding) : LayerDefinition;

/// <summary>The mean of each channel over the image; the result is a vector.</summary>
public sealed record GlobalAvgPool2dDefinition : LayerDefinition;

/// <summary>Makes a vector of an image.</summary>
public sealed record FlattenDefinition : LayerDefinition;

/// <summary>Zeroes values at random in training and scales the rest by 1/(1-rate); the identity in evaluation.</summary>
/// <param name="Rate">Probability of zero, 0 to below 1.</param>
public sealed record DropoutDefinition(double Rate) : LayerDefinition;

/// <summary>An activation function by itself.</summary>
/// <param name="Activation">The function.</param>
public sealed record ActivationDefinition(Activation Activation) : LayerDefinition;

/// <summary>
/// Batch norm (Ioffe and Szegedy 2015): each channel minus its mean, divided by its standard deviation, times a trained scale plus a trained shift. In training over the batch, in
/// evaluation by running statistics, which PyTorch's rule keeps.
/// </summary>
/// <param name="Momentum">Share that the newest statistics take of the running ones, 0 to 1.</param>
/// <param name="Epsilon">Added to the variance.</param>
/// <param name="Ghost">Examples of a virtual batch that has statistics of its own (Hoffer et al. 2017); the last one of a batch may be smaller. Null for the whole batch.</param>
/// <param name="Activation">Applied to the result.</param>
public sealed record BatchNormDefinition(double Momentum, double Epsilon, int? Ghost, Activation Activation) : LayerDefinition;

/// <summary>Layer norm (Ba, Kiros and Hinton 2016): each example minus its mean, divided by its standard deviation, times a trained scale plus a trained shift of each value.</summary>
/// <param name="Epsilon">Added to the variance.</param>
/// <param name="Activation">Applied to the result.</param>
public sealed record LayerNormDefinition(double Epsilon, Activation Activation) : LayerDefinition;

/// <summary>
/// Group norm (Wu and He 2018): some neighbouring channels of an example minus their mean, divided by their standard deviation, times a trained scale plus a trained shift of each channel.
/// With as many groups as channels it is instance norm.
/// </summary>
/// <param name="Groups">Number of groups; divides the channels.</param>
/// <param name="Epsilon">Added to the variance.</param>
/// <param name="Activation">Applied to the result.</param>
public sealed record GroupNormDefinition(int Groups, double Epsilon, Activation Activation) : LayerDefinition;

/// <summary>A block whose output is added to its input (He et al. 2016): <c>activation(layers(x) + shortcut(x))</c>.</summary>
/// <param name="Layers">The layers of the block.</param>
/// <param name="Shortcut">Layers on the other way, where shapes differ; none hand the input on as it is.</param>
/// <param name="Activation">Applied to the sum.</param>
public sealed record ResidualDefinition(ImmutableArray<LayerDefinition> Layers, ImmutableArray<LayerDefinition> Shortcut, Activation Activation) : LayerDefinition
{
    /// <inheritdoc/>
    public bool Equals(ResidualDefinition? other) =>
        other is not null && Layers.SequenceEqual(other.Layers) && Shortcut.SequenceEqual(other.Shortcut) && Activation == other.Activation;

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Layers.Length, Shortcut.Length, Activation);
}

/// <summary>Branches from one input, whose outputs lie side by side along the channels.</summary>
/// <param name="Branches">The layers of each branch; a branch without layers hands the input on as it is.</param>
public sealed record ConcatDefinition(ImmutableArray<ImmutableArray<LayerDefinition>> Branches) : LayerDefinition
{
    /// <inheritdoc/>
    public bool Equals(ConcatDefinition? other) =>
        other is not null && Branches.Length == other.Branches.Length && Branches.Zip(other.Branches).All(pair => pair.First.SequenceEqual(pair.Second));

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Branches.Length);
}
