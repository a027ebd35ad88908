namespace SweepDsl.Runtime.Data;

/// <summary>
/// What each training example is mixed with in an epoch (mixup, Zhang et al. 2018): a partner, drawn evenly from all training examples, and the example's own share, drawn from
/// Beta(alpha, alpha). Both follow from seed, epoch and example alone, so that they are the same at every batch size, in every order and on every device.
/// </summary>
public static class MixupPairs
{
    /// <summary>Words of an example: its partner's number, and the bits of its own share.</summary>
    public const int Words = 2;

    // The third word of the counter tells draws apart, the fourth counts the attempts of one.
    private const uint Partner = 0;
    private const uint Own = 1;
    private const uint Other = 2;
    private const uint Boost = 2;

    /// <summary>Draws the pairs of an epoch.</summary>
    /// <param name="words">Where to: the words of each example in turn.</param>
    /// <param name="alpha">Above 0.</param>
    /// <param name="seed">The trial's seed.</param>
    /// <param name="epoch">The epoch, from 0.</param>
    public static void Fill(Span<uint> words, double alpha, int seed, uint epoch)
    {
        Philox random = new(seed, RandomPurpose.Mixup);
        uint examples = (uint)(words.Length / Words);
        for (uint example = 0; example < examples; example++)
        {
            words[(int)(Words * example)] = random.Draw(epoch, example, Partner).Below(examples);
            words[(int)(Words * example) + 1] = BitConverter.SingleToUInt32Bits((float)Share(random, alpha, epoch, example));
        }
    }

    // A / (A + B) of two draws from Gamma(alpha), by their logarithms: those of a small alpha are too small for numbers.
    private static double Share(Philox random, double alpha, uint epoch, uint example)
    {
        double difference = LogGamma(random, alpha, epoch, example, Other) - LogGamma(random, alpha, epoch, example, Own);
        return 1 / (1 + Math.Exp(difference));
    }

    // Marsaglia and Tsang 2000 for alpha + 1, brought to alpha by a power of a uniform draw (their section 6).
    private static double LogGamma(Philox random, double alpha, uint epoch, uint example, uint draw)
    {
        double d = alpha + 1 - (1.0 / 3);
        double c = 1 / Math.Sqrt(9 * d);
        for (uint attempt = 0; ; attempt++)
        {
            double normal = random.Draw(epoch, example, draw, 2 * attempt).Normal();
            double root = 1 + (c * normal);
            if (root <= 0)
            {
                continue;
            }

            double v = root * root * root;
            double u = 1 - random.Draw(epoch, example, draw, (2 * attempt) + 1).UniformDouble();
            if (Math.Log(u) < (0.5 * normal * normal) + d - (d * v) + (d * Math.Log(v)))
            {
                double boost = 1 - random.Draw(epoch, example, draw + Boost).UniformDouble();
                return Math.Log(d * v) + (Math.Log(boost) / alpha);
            }
        }
    }
}
