namespace SweepDsl.Runtime.Tests.Reference;

/// <summary>Batch norm after Ioffe and Szegedy 2015, algorithm 1 and the gradients below it. x[n, c], where a row n is a pixel of the batch.</summary>
/// <param name="Channels">Channels, innermost.</param>
/// <param name="GroupRows">Rows of a virtual batch, which has statistics of its own; the last one may have fewer.</param>
/// <param name="Epsilon">Added to the variance.</param>
public sealed record ReferenceBatchNorm(int Channels, int GroupRows, double Epsilon)
{
    /// <summary>The outputs in training.</summary>
    public double[] Forward(double[] x, double[] scale, double[] shift) => [.. Groups(x).SelectMany(group =>
    {
        (double[] mean, double[] variance) = Statistics(group);
        return Apply(group, scale, shift, mean, variance);
    })];

    /// <summary>The outputs by given statistics.</summary>
    public double[] Apply(double[] x, double[] scale, double[] shift, double[] mean, double[] variance) =>
        [.. x.Select((value, i) => (Normalized(value, i % Channels, mean, variance) * scale[i % Channels]) + shift[i % Channels])];

    /// <summary>The gradients of x, scale and shift from that of the outputs.</summary>
    public LayerGradients Backward(double[] x, double[] dy, double[] scale)
    {
        double[] dScale = new double[Channels];
        double[] dShift = new double[Channels];
        List<double> dx = [];
        foreach ((double[] group, double[] dGroup) in Groups(x).Zip(Groups(dy)))
        {
            (double[] mean, double[] variance) = Statistics(group);
            double[] dMean = new double[Channels];
            double[] dVariance = new double[Channels];
            int rows = group.Length / Channels;
            for (int i = 0; i < group.Length; i++)
            {
                int c = i % Channels;
                double normalizedGradient = dGroup[i] * scale[c];
                dScale[c] += dGroup[i] * Normalized(group[i], c, mean, variance);
                dShift[c] += dGroup[i];
                dVariance[c] -= normalizedGradient * (group[i] - mean[c]) / 2 * Math.Pow(variance[c] + Epsilon, -1.5);
                dMean[c] -= normalizedGradient / Math.Sqrt(variance[c] + Epsilon);
            }

            dx.AddRange(group.Select((value, i) => (dGroup[i] * scale[i % Channels] / Math.Sqrt(variance[i % Channels] + Epsilon))
                + (dVariance[i % Channels] * 2 * (value - mean[i % Channels]) / rows) + (dMean[i % Channels] / rows)));
        }

        return new LayerGradients([.. dx], dScale, dShift);
    }

    /// <summary>Moves running statistics on by those of each virtual batch in turn; one of a single row has no variance to tell of.</summary>
    public void MoveOn(double[] x, double momentum, double[] runningMean, double[] runningVariance)
    {
        foreach (double[] group in Groups(x).Where(group => group.Length > Channels))
        {
            (double[] mean, double[] variance) = Statistics(group);
            double rows = (double)group.Length / Channels;
            for (int c = 0; c < Channels; c++)
            {
                runningMean[c] = ((1 - momentum) * runningMean[c]) + (momentum * mean[c]);
                runningVariance[c] = ((1 - momentum) * runningVariance[c]) + (momentum * variance[c] * rows / (rows - 1));
            }
        }
    }

    /// <summary>The virtual batches.</summary>
    public IEnumerable<double[]> Groups(double[] x) => x.Chunk(GroupRows * Channels);

    /// <summary>Mean and variance (divided by n) of each channel.</summary>
    public (double[] Mean, double[] Variance) Statistics(double[] group)
    {
        double[] mean = [.. Enumerable.Range(0, Channels).Select(c => Channel(group, c).Average())];
        return (mean, [.. mean.Select((m, c) => Channel(group, c).Average(value => (value - m) * (value - m)))]);
    }

    private double Normalized(double value, int c, double[] mean, double[] variance) => (value - mean[c]) / Math.Sqrt(variance[c] + Epsilon);

    private IEnumerable<double> Channel(double[] group, int c) => group.Where((_, i) => i % Channels == c);
}
