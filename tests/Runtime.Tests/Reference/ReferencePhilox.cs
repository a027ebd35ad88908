namespace SweepDsl.Runtime.Tests.Reference;

/// <summary>Philox4x32-10 (Salmon et al. 2011) after the reference code, in 64-bit arithmetic; and the draws this project makes with it.</summary>
public static class ReferencePhilox
{
    /// <summary>Purpose words of the key, which keep streams apart.</summary>
    public const uint Order = 1, InitialWeights = 2, Dropout = 3, Augmentation = 4, Subset = 5, Validation = 6, Glyphs = 7;

    private const int Rounds = 10;

    public static uint[] Block(uint[] counter, uint[] key)
    {
        (uint c0, uint c1, uint c2, uint c3) = (counter[0], counter[1], counter[2], counter[3]);
        (uint k0, uint k1) = (key[0], key[1]);
        for (int round = 0; round < Rounds; round++)
        {
            ulong first = 0xD2511F53UL * c0;
            ulong second = 0xCD9E8D57UL * c2;
            (c0, c1, c2, c3) = ((uint)(second >> 32) ^ c1 ^ k0, (uint)second, (uint)(first >> 32) ^ c3 ^ k1, (uint)first);
            k0 = unchecked(k0 + 0x9E3779B9U);
            k1 = unchecked(k1 + 0xBB67AE85U);
        }

        return [c0, c1, c2, c3];
    }

    /// <summary>A number from 0 to below 1 from a word: its top 24 bits times 2^-24.</summary>
    public static double Uniform(uint word) => (word >> 8) * (1.0 / (1 << 24));

    /// <summary>The first word for a purpose, layer, epoch, example and element.</summary>
    public static uint Word(uint seed, uint purpose, int layer, uint epoch, uint example, uint element) =>
        Block([epoch, example, element, 0], [seed, purpose | ((uint)layer << 8)])[0];
}
