using System.Collections.Immutable;

namespace SweepDsl.Runtime.Data;

/// <summary>How a channel's pixels become inputs: pixel * Scale + Offset.</summary>
/// <param name="Scale">Factor of the pixel.</param>
/// <param name="Offset">Added afterwards.</param>
public readonly record struct PixelScaling(double Scale, double Offset)
{
    /// <summary>The scaling of each channel.</summary>
    /// <param name="normalization">What is wanted.</param>
    /// <param name="statistics">Each channel of the training examples.</param>
    public static ImmutableArray<PixelScaling> For(Normalization normalization, ImmutableArray<ChannelStatistics> statistics) =>
        [.. statistics.Select(channel => For(normalization, channel))];

    private static PixelScaling For(Normalization normalization, ChannelStatistics channel) => normalization switch
    {
        // A channel without spread becomes 0 everywhere.
        Normalization.PerChannel when channel.StandardDeviation == 0 => new PixelScaling(1, -channel.Mean),
        Normalization.PerChannel => new PixelScaling(1 / channel.StandardDeviation, -channel.Mean / channel.StandardDeviation),
        Normalization.Unit => new PixelScaling(1.0 / 255, 0),
        Normalization.None => new PixelScaling(1, 0),
        _ => throw new ArgumentOutOfRangeException(nameof(normalization), normalization, null),
    };
}
