namespace SweepDsl.Runtime.Kernels.Planning;

/// <summary>Input pixels with the same rest by the strides: they meet the same taps of a window, so that their gradients can be made together.</summary>
/// <param name="Count">Number of classes.</param>
/// <param name="Pixels">Pixels of one example in the largest class.</param>
internal readonly record struct StrideClasses(long Count, long Pixels)
{
    /// <summary>The classes of a window's input.</summary>
    public static StrideClasses Of(WindowGeometry window) => new(
        (long)window.StrideY * window.StrideX,
        WholeNumbers.CeilDiv(window.InputHeight, window.StrideY) * WholeNumbers.CeilDiv(window.InputWidth, window.StrideX));
}
