using System.Collections.Immutable;
using SweepDsl.Runtime.Network;

namespace SweepDsl.Runtime.Reports.Predictions;

/// <summary>What a network says of an image.</summary>
/// <param name="File">The image's file, as it was named.</param>
/// <param name="Size">Its size in the file, upright; null when it could not be decoded.</param>
/// <param name="Outputs">The network's outputs, one for each class; empty when it could not be decoded.</param>
/// <param name="Probabilities">The probability of each class; empty when it could not be decoded.</param>
/// <param name="Fault">Why it could not be decoded; null when it could.</param>
internal sealed record ImagePrediction(string File, Extent? Size, ImmutableArray<float> Outputs, ImmutableArray<double> Probabilities, string? Fault)
{
    /// <summary>An image that could not be decoded.</summary>
    public static ImagePrediction Failed(string file, string fault) => new(file, null, [], [], fault);

    /// <summary>The classes with the highest probabilities, the highest first; of equal ones the lower label.</summary>
    /// <param name="count">How many.</param>
    public IEnumerable<(int Label, double Probability)> Top(int count) =>
        Probabilities.Select((probability, label) => (Label: label, Probability: probability)).OrderByDescending(pair => pair.Probability).ThenBy(pair => pair.Label).Take(count);
}
