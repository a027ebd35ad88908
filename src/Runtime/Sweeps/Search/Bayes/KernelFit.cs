using System.Collections.Immutable;

namespace SweepDsl.Runtime.Sweeps.Search.Bayes;

/// <summary>
/// Finds the lengths and the noise that make losses most likely. They are looked for on a lattice: a machine that computes the likelihood with another last bit finds the same ones, unless two are all but equal.
/// </summary>
internal sealed class KernelFit
{
    // Lengths are 2^(i / 2).
    private const int ShortestLength = -9;
    private const int LongestLength = 10;

    // Noise variances are 10^(i / 2).
    private const int LeastNoise = -12;
    private const int MostNoise = 0;

    private const double LengthSpread = 1.5;
    private const double UsualNoise = -6;
    private const double NoiseSpread = 3;
    private const double LeastGain = 1e-6;
    private static readonly int[] Steps = [4, 2, 1];

    private readonly ImmutableArray<bool> _isCategory;
    private readonly double[][] _squaredDistances;
    private readonly double[] _losses;
    private readonly double _usualLength;

    private KernelFit(ImmutableArray<bool> isCategory, IReadOnlyList<double[]> features, double[] losses)
    {
        (_isCategory, _losses) = (isCategory, losses);

        // The more features there are the further points lie apart.
        _usualLength = (2 * Math.Log2(0.3)) + Math.Log2(Math.Max(isCategory.Length, 1));
        _squaredDistances = [.. isCategory.Select((category, k) => Distances(features, k, category))];
    }

    /// <summary>The kernel that suits losses best.</summary>
    /// <param name="isCategory">Of each feature, whether it is a category.</param>
    /// <param name="features">The points.</param>
    /// <param name="losses">Their losses, of mean 0 and variance 1 or so.</param>
    public static MaternKernel Of(ImmutableArray<bool> isCategory, IReadOnlyList<double[]> features, double[] losses)
    {
        KernelFit fit = new(isCategory, features, losses);
        return fit.Kernel(fit.Climb());
    }

    private static double[] Distances(IReadOnlyList<double[]> features, int k, bool isCategory)
    {
        double[] distances = new double[features.Count * (features.Count - 1) / 2];
        int at = 0;
        for (int i = 0; i < features.Count; i++)
        {
            for (int j = 0; j < i; j++)
            {
                distances[at++] = MaternKernel.SquaredDistance(isCategory, features[i][k], features[j][k]);
            }
        }

        return distances;
    }

    // Along one axis after another, in steps that grow shorter.
    private int[] Climb()
    {
        int[] best = new int[_isCategory.Length + 1];
        Array.Fill(best, (int)Math.Round(_usualLength), 0, _isCategory.Length);
        best[^1] = (int)UsualNoise;
        double score = Score(best);
        foreach (int step in Steps)
        {
            bool isBetter;
            do
            {
                isBetter = false;
                for (int k = 0; k < best.Length; k++)
                {
                    isBetter |= TryMove(best, k, step, ref score) || TryMove(best, k, -step, ref score);
                }
            }
            while (isBetter);
        }

        return best;
    }

    private bool TryMove(int[] best, int k, int step, ref double score)
    {
        (int least, int most) = k < _isCategory.Length ? (ShortestLength, LongestLength) : (LeastNoise, MostNoise);
        int before = best[k];
        best[k] = Math.Clamp(before + step, least, most);
        if (best[k] != before && Score(best) is var moved && moved > score + LeastGain)
        {
            score = moved;
            return true;
        }

        best[k] = before;
        return false;
    }

    private MaternKernel Kernel(int[] place) => new(_isCategory, [.. place.Take(_isCategory.Length).Select(length => Math.Pow(2, -length))], Math.Pow(10, place[^1] / 2.0));

    // The logarithm of the likelihood, at the mean and scale that suit best, plus that of normal priors of the places.
    private double Score(int[] place)
    {
        MaternKernel kernel = Kernel(place);
        CholeskyFactor factor = Factor(kernel);
        (_, double variance, _) = GaussianProcess.Estimate(factor, _losses);
        double score = -0.5 * ((_losses.Length * Math.Log(variance)) + factor.LogDeterminant);
        for (int k = 0; k < _isCategory.Length; k++)
        {
            score -= Squared((place[k] - _usualLength) / (2 * LengthSpread)) / 2;
        }

        return score - (Squared((place[^1] - UsualNoise) / NoiseSpread) / 2);
    }

    private CholeskyFactor Factor(MaternKernel kernel)
    {
        CholeskyFactor factor = new(_losses.Length);
        double[] row = new double[_losses.Length];
        int at = 0;
        for (int i = 0; i < _losses.Length; i++)
        {
            for (int j = 0; j < i; j++, at++)
            {
                double squared = 0;
                for (int k = 0; k < _squaredDistances.Length; k++)
                {
                    squared += kernel.Weights[k] * _squaredDistances[k][at];
                }

                row[j] = MaternKernel.Of(squared);
            }

            factor.Append(row, 1 + kernel.Noise);
        }

        return factor;
    }

    private static double Squared(double value) => value * value;
}
