namespace SweepDsl.Runtime.Tests.Reference;

/// <summary>
/// Group norm (Wu and He 2018) and, with one group, layer norm (Ba, Kiros and Hinton 2016), from the chain rule over mean and variance. x[b, p, c]; scales and shifts are one for each channel,
/// or one for each value of an example.
/// </summary>
/// <param name="Pixels">Pixels of an example.</param>
/// <param name="Channels">Channels, innermost.</param>
/// <param name="Groups">Groups of neighbouring channels.</param>
/// <param name="Epsilon">Added to the variance.</param>
public sealed record ReferenceGroupNorm(int Pixels, int Channels, int Groups, double Epsilon)
{
    private int Elements => Pixels * Channels;

    /// <summary>The outputs.</summary>
    public double[] Forward(double[] x, double[] scale, double[] shift)
    {
        double[] normalized = Normalized(x);
        return [.. normalized.Select((value, i) => (value * scale[i % Elements % scale.Length]) + shift[i % Elements % shift.Length])];
    }

    /// <summary>The gradients of x, scale and shift from that of the outputs.</summary>
    public LayerGradients Backward(double[] x, double[] dy, double[] scale)
    {
        double[] normalized = Normalized(x);
        double[] dScale = new double[scale.Length];
        double[] dShift = new double[scale.Length];
        double[] dx = new double[x.Length];
        foreach (int[] group in Members(x.Length))
        {
            double mean = group.Average(i => x[i]);
            double variance = group.Average(i => (x[i] - mean) * (x[i] - mean));
            double deviation = Math.Sqrt(variance + Epsilon);
            double D(int i) => dy[i] * scale[i % Elements % scale.Length];
            double dVariance = group.Sum(i => -D(i) * (x[i] - mean) / (2 * deviation * deviation * deviation));
            double dMean = group.Sum(i => -D(i) / deviation);
            foreach (int i in group)
            {
                dScale[i % Elements % scale.Length] += dy[i] * normalized[i];
                dShift[i % Elements % scale.Length] += dy[i];
                dx[i] = (D(i) / deviation) + (((dVariance * 2 * (x[i] - mean)) + dMean) / group.Length);
            }
        }

        return new LayerGradients(dx, dScale, dShift);
    }

    /// <summary>The values with mean 0 and variance 1 in each group.</summary>
    public double[] Normalized(double[] x)
    {
        double[] normalized = new double[x.Length];
        foreach (int[] group in Members(x.Length))
        {
            double mean = group.Average(i => x[i]);
            double variance = group.Average(i => (x[i] - mean) * (x[i] - mean));
            foreach (int i in group)
            {
                normalized[i] = (x[i] - mean) / Math.Sqrt(variance + Epsilon);
            }
        }

        return normalized;
    }

    // The indices of the values of each group of each example.
    private IEnumerable<int[]> Members(int count) => Enumerable.Range(0, count)
        .GroupBy(i => (Example: i / Elements, Group: i % Channels / (Channels / Groups)))
        .Select(group => group.ToArray());
}
