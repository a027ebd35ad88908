namespace SweepDsl.Runtime.Tests.Reference;

/// <summary>Tensors side by side along the channels, which are innermost.</summary>
public static class ReferenceConcat
{
    /// <summary>For each pixel the channels of all tensors in turn.</summary>
    public static double[] Forward(double[][] tensors, int[] channels)
    {
        int pixels = tensors[0].Length / channels[0];
        return [.. Enumerable.Range(0, pixels).SelectMany(p => tensors.SelectMany((tensor, i) => tensor.Skip(p * channels[i]).Take(channels[i])))];
    }

    /// <summary>The channels of one tensor among those of all.</summary>
    public static double[] Take(double[] all, int[] channels, int tensor)
    {
        int total = channels.Sum();
        int first = channels.Take(tensor).Sum();
        return [.. all.Where((_, i) => i % total >= first && i % total < first + channels[tensor])];
    }
}
