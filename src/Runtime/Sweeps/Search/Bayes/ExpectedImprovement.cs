using MathNet.Numerics.Distributions;

namespace SweepDsl.Runtime.Sweeps.Search.Bayes;

/// <summary>By how much a point is expected to undercut the least loss so far (Mockus 1978; Jones et al. 1998).</summary>
internal static class ExpectedImprovement
{
    private const double Far = -20;

    /// <summary>The logarithm of σ (φ(z) + z Φ(z)), z being (least - mean) / σ: the improvement itself is 0 to the machine over most of a well-known cube, and where it is least so would not be known.</summary>
    public static double Log(double least, double mean, double deviation)
    {
        if (deviation <= 0)
        {
            return double.NegativeInfinity;
        }

        double z = (least - mean) / deviation;
        return Math.Log(deviation) + (z < Far ? LogFar(z) : Math.Log(Normal.PDF(0, 1, z) + (z * Normal.CDF(0, 1, z))));
    }

    // φ(z) + z Φ(z) is φ(z) / z² (1 - 3 / z² + 15 / z⁴ - 105 / z⁶ ...).
    private static double LogFar(double z)
    {
        double inverse = 1 / (z * z);
        return (-0.5 * ((z * z) + Math.Log(2 * Math.PI))) + Math.Log(inverse) + Math.Log(1 - (inverse * (3 - (inverse * (15 - (105 * inverse))))));
    }
}
