using System.Collections.Immutable;

namespace SweepDsl.Runtime.Reports.Predictions;

/// <summary>What a network's outputs say of the classes.</summary>
internal static class ClassProbabilities
{
    /// <summary>The probability of each class, in the order of the outputs.</summary>
    /// <param name="outputs">The network's outputs.</param>
    /// <param name="areLogits">
    /// Whether the network was trained by cross-entropy, so that the probabilities are the softmax. One trained by the squared error from one-hot targets gives an estimate of the
    /// probabilities themselves, of which negative ones are taken as 0 and the rest is scaled to a sum of 1.
    /// </param>
    public static ImmutableArray<double> Of(ReadOnlySpan<float> outputs, bool areLogits)
    {
        double[] shares = new double[outputs.Length];
        double largest = double.NegativeInfinity;
        foreach (float output in outputs)
        {
            largest = Math.Max(largest, output);
        }

        for (int i = 0; i < shares.Length; i++)
        {
            shares[i] = areLogits ? Math.Exp(outputs[i] - largest) : Math.Max(0, outputs[i]);
        }

        double sum = shares.Sum();
        return [.. shares.Select(share => sum > 0 ? share / sum : 1.0 / shares.Length)];
    }
}
