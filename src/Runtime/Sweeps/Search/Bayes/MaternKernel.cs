using System.Collections.Immutable;

namespace SweepDsl.Runtime.Sweeps.Search.Bayes;

/// <summary>
/// How alike the losses of two points are expected to be: Matérn's correlation with ν = 5/2, (1 + √5 r + 5 r² / 3) exp(-√5 r), where r² = Σ (distance / length)² over the features; the distance of categories is 0
/// or 1.
/// </summary>
/// <param name="IsCategory">Of each feature, whether it is a category.</param>
/// <param name="Weights">Of each feature 1 / length².</param>
/// <param name="Noise">Variance of a loss by itself, as a share of the variance between points.</param>
internal sealed record MaternKernel(ImmutableArray<bool> IsCategory, ImmutableArray<double> Weights, double Noise)
{
    /// <summary>The correlation of two points.</summary>
    public double Of(double[] a, double[] b)
    {
        double squared = 0;
        for (int k = 0; k < a.Length; k++)
        {
            squared += Weights[k] * SquaredDistance(IsCategory[k], a[k], b[k]);
        }

        return Of(squared);
    }

    /// <summary>The correlation at r².</summary>
    public static double Of(double squared)
    {
        double scaled = Math.Sqrt(5 * squared);
        return (1 + scaled + (5.0 / 3 * squared)) * Math.Exp(-scaled);
    }

    /// <summary>The squared distance of two values of a feature.</summary>
    public static double SquaredDistance(bool isCategory, double a, double b) => isCategory ? (a == b ? 0 : 1) : (a - b) * (a - b);
}
