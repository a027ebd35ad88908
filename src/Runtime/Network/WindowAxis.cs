namespace SweepDsl.Runtime.Network;

/// <summary>One axis of a sliding window (a convolution or a pool) with its border resolved.</summary>
/// <param name="Input">Extent before the layer.</param>
/// <param name="Window">Extent of the window.</param>
/// <param name="Stride">Step between windows.</param>
/// <param name="Before">Border before the input.</param>
/// <param name="After">Border after the input.</param>
public readonly record struct WindowAxis(int Input, int Window, int Stride, int Before, int After)
{
    /// <summary>Number of windows; 0 or less when the window is larger than the input with its border.</summary>
    public int Output => Input + Before + After < Window ? 0 : ((Input + Before + After - Window) / Stride) + 1;

    /// <summary>Resolves the border of an axis.</summary>
    public static WindowAxis Create(int input, int window, int stride, Padding padding) => padding.Mode switch
    {
        PaddingMode.Valid => new WindowAxis(input, window, stride, 0, 0),
        PaddingMode.Explicit => new WindowAxis(input, window, stride, padding.Pixels, padding.Pixels),
        PaddingMode.Same => Same(input, window, stride),
        _ => throw new ArgumentOutOfRangeException(nameof(padding), padding, "Unknown padding."),
    };

    private static WindowAxis Same(int input, int window, int stride)
    {
        int output = (input + stride - 1) / stride;
        int border = Math.Max(0, ((output - 1) * stride) + window - input);
        return new WindowAxis(input, window, stride, border / 2, border - (border / 2));
    }
}
