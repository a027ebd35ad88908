using SweepDsl.Dsl.Model;

namespace SweepDsl.Dsl.Shapes;

/// <summary>Places of a window along one axis.</summary>
internal static class WindowArithmetic
{
    /// <summary>Number of outputs along an axis; 0 when the window does not fit once.</summary>
    /// <param name="input">Length of the axis.</param>
    /// <param name="window">Length of the window.</param>
    /// <param name="stride">Step between outputs.</param>
    /// <param name="padding">How the border is found.</param>
    /// <param name="pixels">Border on each side, when explicit.</param>
    public static long Outputs(long input, long window, long stride, PaddingMode padding, long pixels)
    {
        if (padding == PaddingMode.Same)
        {
            return (input + stride - 1) / stride;
        }

        long padded = input + (padding == PaddingMode.Explicit ? 2 * pixels : 0);
        return window > padded ? 0 : ((padded - window) / stride) + 1;
    }
}
