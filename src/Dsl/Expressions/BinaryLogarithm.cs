namespace SweepDsl.Dsl.Expressions;

/// <summary>Logarithm to base 2, which .NET Standard lacks. Quotients of natural logarithms miss powers of 2 by a little, and <c>ceil(log2(n))</c> must not.</summary>
internal static class BinaryLogarithm
{
    private const long FractionMask = (1L << 52) - 1;
    private const long BiasedZero = 1023L << 52;

    /// <summary>The logarithm; exact for powers of 2.</summary>
    public static double Of(double value)
    {
        if (!(value > 0) || double.IsInfinity(value))
        {
            return Math.Log(value);
        }

        // A subnormal number has no exponent to read, so it is made normal first.
        bool isSubnormal = value < 2.2250738585072014e-308;
        long bits = BitConverter.DoubleToInt64Bits(isSubnormal ? value * 18014398509481984.0 : value);
        int exponent = (int)(bits >> 52) - 1023 - (isSubnormal ? 54 : 0);
        double fraction = BitConverter.Int64BitsToDouble((bits & FractionMask) | BiasedZero);
        return exponent + (Math.Log(fraction) / Math.Log(2));
    }
}
