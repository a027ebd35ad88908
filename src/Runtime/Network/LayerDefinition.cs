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
public sealed record Conv2dDefinition(
    int Filters, Extent Kernel, Extent Stride, Padding Padding, Activation Activation, bool Bias, Initializer Initializer) : LayerDefinition;

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
