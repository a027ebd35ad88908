namespace SweepDsl.Runtime.Data;

/// <summary>
/// Philox4x32-10 (Salmon et al. 2011, as their Random123 computes it): random numbers as a pure function of a key and a counter, with integers alone,
/// so that host and devices draw the same. <c>shaders/include/philox.glsl</c> is its twin.
/// </summary>
/// <param name="Key0">The key's first word: the seed.</param>
/// <param name="Key1">The key's second word: purpose | layer &lt;&lt; 8.</param>
public readonly record struct Philox(uint Key0, uint Key1)
{
    private const uint Multiplier0 = 0xD2511F53;
    private const uint Multiplier1 = 0xCD9E8D57;
    private const uint KeyStep0 = 0x9E3779B9;
    private const uint KeyStep1 = 0xBB67AE85;
    private const int Rounds = 10;

    /// <summary>The stream of a seed and a purpose.</summary>
    /// <param name="seed">The trial's seed; negative ones count as their 32 bits.</param>
    /// <param name="purpose">What the numbers are for.</param>
    /// <param name="layer">Index of the layer they belong to, below 2^24; 0 where no layer is meant.</param>
    public Philox(int seed, RandomPurpose purpose, int layer = 0)
        : this(unchecked((uint)seed), SecondWord(purpose, layer))
    {
    }

    /// <summary>The 128 bits of a counter; by custom (epoch, example, element, 0).</summary>
    public PhiloxBlock Draw(uint counter0, uint counter1 = 0, uint counter2 = 0, uint counter3 = 0)
    {
        uint key0 = Key0;
        uint key1 = Key1;
        for (int round = 0; round < Rounds; round++)
        {
            ulong product0 = (ulong)Multiplier0 * counter0;
            ulong product1 = (ulong)Multiplier1 * counter2;
            (counter0, counter1, counter2, counter3) = (
                (uint)(product1 >> 32) ^ counter1 ^ key0,
                (uint)product1,
                (uint)(product0 >> 32) ^ counter3 ^ key1,
                (uint)product0);
            key0 = unchecked(key0 + KeyStep0);
            key1 = unchecked(key1 + KeyStep1);
        }

        return new PhiloxBlock(counter0, counter1, counter2, counter3);
    }

    private static uint SecondWord(RandomPurpose purpose, int layer)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(layer);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(layer, 1 << 24);
        return (uint)purpose | ((uint)layer << 8);
    }
}
