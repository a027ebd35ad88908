namespace SweepDsl.Runtime.Data;

/// <summary>128 random bits: what Philox makes of one counter.</summary>
/// <param name="Word0">The first word.</param>
/// <param name="Word1">The second word.</param>
/// <param name="Word2">The third word.</param>
/// <param name="Word3">The fourth word.</param>
public readonly record struct PhiloxBlock(uint Word0, uint Word1, uint Word2, uint Word3)
{
    private const double Scale53 = 1.0 / (1L << 53);

    /// <summary>Uniform in [0, 1): the top 24 bits of word 0 times 2^-24, as the kernels draw it.</summary>
    public float UniformFloat() => (Word0 >> 8) * (1f / (1 << 24));

    /// <summary>Uniform in [0, 1), with 53 bits from words 0 (high) and 1 (low).</summary>
    public double UniformDouble() => Uniform53(Word0, Word1);

    /// <summary>Uniform in 0 ... <paramref name="bound"/> - 1: the high half of word 0 times the bound. Biased by less than bound / 2^32.</summary>
    public uint Below(uint bound) => (uint)(((ulong)Word0 * bound) >> 32);

    /// <summary>
    /// Standard normal, by the cosine half of Box and Muller's transform in double: the radius from words 0 and 1, the angle from words 2 and 3.
    /// Computed on the host alone, so every device starts from the same bits.
    /// </summary>
    public double Normal()
    {
        // 1 - u lies in (0, 1]: the logarithm is finite.
        double radius = Math.Sqrt(-2.0 * Math.Log(1.0 - Uniform53(Word0, Word1)));
        return radius * Math.Cos(2.0 * Math.PI * Uniform53(Word2, Word3));
    }

    private static double Uniform53(uint high, uint low) => ((((ulong)high << 32) | low) >> 11) * Scale53;
}
