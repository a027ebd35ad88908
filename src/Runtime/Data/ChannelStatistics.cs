using System.Collections.Immutable;

namespace SweepDsl.Runtime.Data;

/// <summary>Mean and spread of a channel's pixels, which count from 0 to 255.</summary>
/// <param name="Mean">The mean.</param>
/// <param name="StandardDeviation">Square root of the mean squared deviation (over all pixels, not one fewer).</param>
public readonly record struct ChannelStatistics(double Mean, double StandardDeviation)
{
    /// <summary>Statistics of each channel. Sums are exact integers, so the result does not depend on the order of examples.</summary>
    public static ImmutableArray<ChannelStatistics> Measure(ExampleSet examples)
    {
        int channels = examples.Shape.Channels;
        long[] histogram = new long[channels * 256];
        ReadOnlySpan<byte> pixels = examples.Pixels;
        for (int i = 0; i < pixels.Length; i += channels)
        {
            for (int c = 0; c < channels; c++)
            {
                histogram[(c << 8) + pixels[i + c]]++;
            }
        }

        ImmutableArray<ChannelStatistics>.Builder result = ImmutableArray.CreateBuilder<ChannelStatistics>(channels);
        for (int c = 0; c < channels; c++)
        {
            result.Add(FromHistogram(histogram.AsSpan(c << 8, 256)));
        }

        return result.MoveToImmutable();
    }

    private static ChannelStatistics FromHistogram(ReadOnlySpan<long> counts)
    {
        long count = 0;
        long sum = 0;
        long squares = 0;
        for (int value = 0; value < counts.Length; value++)
        {
            count += counts[value];
            sum += counts[value] * value;
            squares += counts[value] * value * value;
        }

        if (count == 0)
        {
            return default;
        }

        double scaledVariance = (double)(((Int128)squares * count) - ((Int128)sum * sum));
        return new ChannelStatistics((double)sum / count, Math.Sqrt(scaledVariance) / count);
    }
}
