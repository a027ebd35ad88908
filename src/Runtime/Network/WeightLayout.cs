using System.Collections.Immutable;

namespace SweepDsl.Runtime.Network;

/// <summary>
/// How one parameter tensor lies in memory: PyTorch's order in files, channels innermost on the device. Both hold the same values.
/// </summary>
public abstract record WeightLayout
{
    /// <summary>Shape in files.</summary>
    public abstract ImmutableArray<int> FileShape { get; }

    /// <summary>Number of values.</summary>
    public int Elements => FileShape.Aggregate(1, (product, extent) => checked(product * extent));

    /// <summary>Where the value with this index in the file lies on the device.</summary>
    public abstract int DeviceIndex(int fileIndex);

    /// <summary>Brings values from the file's order to the device's.</summary>
    public void ToDevice(ReadOnlySpan<float> file, Span<float> device)
    {
        for (int i = 0; i < file.Length; i++)
        {
            device[DeviceIndex(i)] = file[i];
        }
    }

    /// <summary>Brings values from the device's order to the file's.</summary>
    public void ToFile(ReadOnlySpan<float> device, Span<float> file)
    {
        for (int i = 0; i < file.Length; i++)
        {
            file[i] = device[DeviceIndex(i)];
        }
    }
}

/// <summary>A convolution's weights: [out, in, height, width] in files, [height, width, in, out] on the device; of a grouped one <c>in</c> counts the channels of a group.</summary>
public sealed record ConvolutionWeightLayout(Extent Kernel, int InChannels, int OutChannels) : WeightLayout
{
    /// <inheritdoc/>
    public override ImmutableArray<int> FileShape => [OutChannels, InChannels, Kernel.Height, Kernel.Width];

    /// <inheritdoc/>
    public override int DeviceIndex(int fileIndex)
    {
        (int rest, int column) = Math.DivRem(fileIndex, Kernel.Width);
        (rest, int row) = Math.DivRem(rest, Kernel.Height);
        (int output, int input) = Math.DivRem(rest, InChannels);
        return (((((row * Kernel.Width) + column) * InChannels) + input) * OutChannels) + output;
    }
}

/// <summary>
/// A dense layer's weights: [out, in] in files with inputs in (channel, row, column) order, [in, out] on the device with inputs in (row, column, channel) order.
/// </summary>
public sealed record DenseWeightLayout(FeatureShape Input, int Units) : WeightLayout
{
    /// <inheritdoc/>
    public override ImmutableArray<int> FileShape => [Units, Input.Elements];

    /// <inheritdoc/>
    public override int DeviceIndex(int fileIndex)
    {
        (int unit, int input) = Math.DivRem(fileIndex, Input.Elements);
        (int rest, int column) = Math.DivRem(input, Input.Width);
        (int channel, int row) = Math.DivRem(rest, Input.Height);
        return (((((row * Input.Width) + column) * Input.Channels) + channel) * Units) + unit;
    }
}

/// <summary>
/// One value for each feature of an example: (channel, row, column) order in files, (row, column, channel) order on the device. The file tells an image's extents, and of what was flattened
/// the length alone.
/// </summary>
public sealed record FeatureLayout(FeatureShape Input) : WeightLayout
{
    /// <inheritdoc/>
    public override ImmutableArray<int> FileShape => Input.IsFlat ? [Input.Elements] : [Input.Channels, Input.Height, Input.Width];

    /// <inheritdoc/>
    public override int DeviceIndex(int fileIndex)
    {
        (int rest, int column) = Math.DivRem(fileIndex, Input.Width);
        (int channel, int row) = Math.DivRem(rest, Input.Height);
        return (((row * Input.Width) + column) * Input.Channels) + channel;
    }
}

/// <summary>A vector, such as a bias, the same in files and on the device.</summary>
public sealed record BiasLayout(int Length) : WeightLayout
{
    /// <inheritdoc/>
    public override ImmutableArray<int> FileShape => [Length];

    /// <inheritdoc/>
    public override int DeviceIndex(int fileIndex) => fileIndex;
}
