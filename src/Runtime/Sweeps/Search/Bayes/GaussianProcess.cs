namespace SweepDsl.Runtime.Sweeps.Search.Bayes;

/// <summary>
/// What losses are to be expected at points not tried, with what spread: a Gaussian process with a constant mean and scale that are estimated with it (Rasmussen and Williams 2006, chapter 2).
/// </summary>
internal sealed class GaussianProcess
{
    // The scale's variance is drawn towards 1, that of the losses as StandardLosses makes them, by so many observations: a few losses all alike do not make it 0.
    private const double PriorCount = 2;

    private readonly MaternKernel _kernel;
    private readonly List<double[]> _features;
    private readonly CholeskyFactor _factor;
    private readonly double[] _weights;
    private readonly double _mean;
    private readonly double _variance;

    /// <summary>Learns from losses.</summary>
    /// <param name="kernel">How alike losses of points are.</param>
    /// <param name="features">The points; at least one.</param>
    /// <param name="losses">Their losses.</param>
    public GaussianProcess(MaternKernel kernel, IReadOnlyList<double[]> features, double[] losses)
    {
        (_kernel, _features) = (kernel, new List<double[]>(features.Count));
        _factor = new CholeskyFactor(features.Count);
        foreach (double[] point in features)
        {
            Append(point);
        }

        (_mean, _variance, _weights) = Estimate(_factor, losses);
    }

    /// <summary>The mean, variance and weights that suit losses best, given their correlations.</summary>
    public static (double Mean, double Variance, double[] Weights) Estimate(CholeskyFactor factor, double[] losses)
    {
        double[] ones = new double[losses.Length];
        Array.Fill(ones, 1);
        double[] solvedOnes = factor.Solve(ones);
        double mean = CholeskyFactor.Dot(solvedOnes, losses, losses.Length) / CholeskyFactor.Dot(solvedOnes, ones, losses.Length);
        double[] residuals = [.. losses.Select(loss => loss - mean)];
        double[] weights = factor.Solve(residuals);
        return (mean, (CholeskyFactor.Dot(weights, residuals, losses.Length) + PriorCount) / (losses.Length + PriorCount), weights);
    }

    /// <summary>Mean and standard deviation of the loss expected at a point, without the noise of a single trial.</summary>
    public (double Mean, double Deviation) At(double[] features)
    {
        Span<double> correlations = _features.Count <= 512 ? stackalloc double[_features.Count] : new double[_features.Count];
        for (int i = 0; i < correlations.Length; i++)
        {
            correlations[i] = _kernel.Of(_features[i], features);
        }

        double mean = _mean + CholeskyFactor.Dot(_weights, correlations, _weights.Length);
        _factor.Forward(correlations, correlations);
        return (mean, Math.Sqrt(_variance * Math.Max(1 - CholeskyFactor.Dot(correlations, correlations, correlations.Length), 0)));
    }

    /// <summary>
    /// Takes a point for tried, with just the loss that is expected there (the "kriging believer" of Ginsbourger et al. 2010): it changes no mean anywhere, only how sure they are, so further points of a round go elsewhere.
    /// </summary>
    public void Believe(double[] features) => Append(features);

    private void Append(double[] features)
    {
        double[] row = [.. _features.Select(other => _kernel.Of(other, features))];
        _factor.Append(row, 1 + _kernel.Noise);
        _features.Add(features);
    }
}
