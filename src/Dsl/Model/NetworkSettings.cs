using SweepDsl.Dsl.Expressions;

namespace SweepDsl.Dsl.Model;

/// <summary>The network of an experiment.</summary>
/// <param name="Layers">The layers, in order.</param>
/// <param name="Summaries">
/// Shapes and parameter counts of the distinct networks of the grid, in its order: one when no layer depends on a parameter. At most <see cref="SummaryLimit"/> are kept.
/// </param>
public sealed record NetworkSettings(ValueList<Layer> Layers, ValueList<NetworkSummary> Summaries)
{
    /// <summary>Most summaries that a model holds.</summary>
    public const int SummaryLimit = 16;
}

/// <summary>Shapes and sizes of one network.</summary>
/// <param name="Layers">Its layers, in order; those within a block before the block.</param>
/// <param name="Parameters">Trainable parameters in all.</param>
public sealed record NetworkSummary(ValueList<LayerSummary> Layers, long Parameters);

/// <summary>Output and size of one layer.</summary>
/// <param name="Number">Its number, as <see cref="LayerNumbers"/> gives it.</param>
/// <param name="Kind">Its word in the YAML.</param>
/// <param name="Output">Shape of its output, such as <c>16x16x8</c> (height, width, channels) or <c>10</c>.</param>
/// <param name="Parameters">Its trainable parameters, those of the layers within it too.</param>
public sealed record LayerSummary(string Number, string Kind, string Output, long Parameters);

/// <summary>One layer.</summary>
public abstract record Layer;

/// <summary>A two-dimensional convolution; in groups of channels that do not see each other, if it has <paramref name="Groups"/>.</summary>
public sealed record Conv2dLayer(
    Expression Filters, ExtentSetting Kernel, ExtentSetting Stride, PaddingSetting Padding, string Activation, Expression Bias, Initializer Initializer, Expression? Groups = null) : Layer;

/// <summary>A convolution of each channel by itself, with <paramref name="Multiplier"/> filters for each.</summary>
public sealed record DepthwiseConv2dLayer(
    ExtentSetting Kernel, Expression Multiplier, ExtentSetting Stride, PaddingSetting Padding, string Activation, Expression Bias, Initializer Initializer) : Layer;

/// <summary>A fully connected layer; an image before it is flattened by itself.</summary>
public sealed record DenseLayer(Expression Units, string Activation, Expression Bias, Initializer Initializer) : Layer;

/// <summary>The largest value of each window.</summary>
public sealed record MaxPool2dLayer(ExtentSetting Window, ExtentSetting Stride, PaddingSetting Padding) : Layer;

/// <summary>The mean of each window.</summary>
public sealed record AvgPool2dLayer(ExtentSetting Window, ExtentSetting Stride, PaddingSetting Padding) : Layer;

/// <summary>The mean of each channel.</summary>
public sealed record GlobalAvgPool2dLayer : Layer;

/// <summary>Makes a vector of an image.</summary>
public sealed record FlattenLayer : Layer;

/// <summary>Zeroes values at random in training.</summary>
/// <param name="Rate">Probability of zero, from 0 to below 1.</param>
public sealed record DropoutLayer(Expression Rate) : Layer;

/// <summary>An activation function by itself.</summary>
/// <param name="Activation">A word of the vocabulary.</param>
public sealed record ActivationLayer(string Activation) : Layer;

/// <summary>Each channel minus its mean, divided by its standard deviation, times a trained scale plus a trained shift: over the batch in training, by running statistics in evaluation.</summary>
/// <param name="Momentum">Share that the newest statistics take of the running ones; a number.</param>
/// <param name="Epsilon">Added to the variance; a number.</param>
/// <param name="Ghost">Examples of a virtual batch that has statistics of its own, an integer; null for the whole batch.</param>
/// <param name="Activation">Applied to the result; a word of the vocabulary.</param>
public sealed record BatchNormLayer(Expression Momentum, Expression Epsilon, Expression? Ghost, string Activation) : Layer;

/// <summary>Each example minus its mean, divided by its standard deviation, times a trained scale plus a trained shift of each value.</summary>
/// <param name="Epsilon">Added to the variance; a number.</param>
/// <param name="Activation">Applied to the result; a word of the vocabulary.</param>
public sealed record LayerNormLayer(Expression Epsilon, string Activation) : Layer;

/// <summary>Groups of an example's channels, each minus its mean, divided by its standard deviation, times a trained scale plus a trained shift of each channel.</summary>
/// <param name="Groups">Number of groups; an integer.</param>
/// <param name="Epsilon">Added to the variance; a number.</param>
/// <param name="Activation">Applied to the result; a word of the vocabulary.</param>
public sealed record GroupNormLayer(Expression Groups, Expression Epsilon, string Activation) : Layer;

/// <summary>Layers whose output is added to their input, or to what a shortcut makes of it.</summary>
/// <param name="Layers">The layers.</param>
/// <param name="Shortcut">Layers on the other way; none hand the input on.</param>
/// <param name="Activation">Applied to the sum; a word of the vocabulary.</param>
public sealed record ResidualLayer(ValueList<Layer> Layers, ValueList<Layer> Shortcut, string Activation) : Layer;

/// <summary>Branches from one input, whose outputs lie side by side along the channels.</summary>
/// <param name="Branches">The layers of each; a branch without layers hands the input on.</param>
public sealed record ConcatLayer(ValueList<ValueList<Layer>> Branches) : Layer;
