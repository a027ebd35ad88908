namespace SweepDsl.Runtime.Tests.Reference;

/// <summary>Dropout: y = x * mask, where the mask is 0 or 1 / (1 - rate). Backward is the same product.</summary>
public static class ReferenceDropout
{
    public static double[] Apply(double[] values, double[] mask) => [.. values.Select((value, i) => value * mask[i])];

    /// <summary>
    /// The mask for a batch: an element is dropped when its uniform number is below the rate. It depends on the example and not on its place in the batch.
    /// </summary>
    /// <param name="seed">The trial's seed.</param>
    /// <param name="layer">The layer's index in the experiment.</param>
    /// <param name="epoch">The epoch, from 0.</param>
    /// <param name="examples">The examples' indices in the data set, one for each row of the batch.</param>
    /// <param name="elements">Values of one example.</param>
    /// <param name="rate">Probability of zero; compared as the float that a device gets.</param>
    public static double[] Mask(uint seed, int layer, uint epoch, ReadOnlySpan<uint> examples, int elements, double rate)
    {
        double[] mask = new double[examples.Length * elements];
        for (int i = 0; i < mask.Length; i++)
        {
            uint word = ReferencePhilox.Word(seed, ReferencePhilox.Dropout, layer, epoch, examples[i / elements], (uint)(i % elements));
            mask[i] = ReferencePhilox.Uniform(word) < (float)rate ? 0 : 1 / (1 - rate);
        }

        return mask;
    }
}
