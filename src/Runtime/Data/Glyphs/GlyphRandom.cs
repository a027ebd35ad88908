namespace SweepDsl.Runtime.Data.Glyphs;

/// <summary>The random numbers of one image, one after another: the words of Philox's blocks at counters (image, 0, 0, 0), (image, 1, 0, 0), ...</summary>
internal sealed class GlyphRandom(Philox random, uint image)
{
    private PhiloxBlock _block;
    private uint _drawn;

    /// <summary>The next 32 bits.</summary>
    public uint Next()
    {
        uint word = _drawn & 3;
        if (word == 0)
        {
            _block = random.Draw(image, _drawn >> 2);
        }

        _drawn++;
        return word switch
        {
            0 => _block.Word0,
            1 => _block.Word1,
            2 => _block.Word2,
            _ => _block.Word3,
        };
    }

    /// <summary>Uniform between two bounds, in steps of 2^-32 of their distance.</summary>
    public double Between(double low, double high) => low + ((high - low) * (Next() * (1.0 / 4294967296.0)));

    /// <summary>Uniform in 0 ... <paramref name="bound"/> - 1.</summary>
    public int Below(int bound) => (int)(((ulong)Next() * (uint)bound) >> 32);

    /// <summary>Near-normal with mean 0 and deviation 1: the sum of a draw's four bytes, which reaches from -3.45 to 3.45.</summary>
    public double Noise()
    {
        // Each byte has mean 127.5 and variance (256^2 - 1) / 12; four of them deviate by sqrt(21845).
        const double inverseDeviation = 1 / 147.80054127099804;
        uint draw = Next();
        int sum = (int)((draw & 255) + ((draw >> 8) & 255) + ((draw >> 16) & 255) + (draw >> 24));
        return (sum - 510) * inverseDeviation;
    }
}
