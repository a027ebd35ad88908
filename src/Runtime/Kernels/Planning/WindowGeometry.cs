namespace SweepDsl.Runtime.Kernels.Planning;

/// <summary>A window that slides over an image: a convolution's or a pool's, with its border resolved. The border after the input follows from the output's extents.</summary>
/// <param name="InputHeight">Rows before.</param>
/// <param name="InputWidth">Columns before.</param>
/// <param name="WindowHeight">Rows of the window.</param>
/// <param name="WindowWidth">Columns of the window.</param>
/// <param name="StrideY">Rows between windows.</param>
/// <param name="StrideX">Columns between windows.</param>
/// <param name="PaddingTop">Rows of border before the input.</param>
/// <param name="PaddingLeft">Columns of border before the input.</param>
/// <param name="OutputHeight">Windows down.</param>
/// <param name="OutputWidth">Windows across.</param>
public sealed record WindowGeometry(
    int InputHeight,
    int InputWidth,
    int WindowHeight,
    int WindowWidth,
    int StrideY,
    int StrideX,
    int PaddingTop,
    int PaddingLeft,
    int OutputHeight,
    int OutputWidth)
{
    /// <summary>One tap on one pixel: what a dense layer is.</summary>
    public static WindowGeometry OnePixel { get; } = new(1, 1, 1, 1, 1, 1, 0, 0, 1, 1);

    /// <summary>Pixels before.</summary>
    public int InputPixels => checked(InputHeight * InputWidth);

    /// <summary>Pixels after.</summary>
    public int OutputPixels => checked(OutputHeight * OutputWidth);

    /// <summary>Taps of the window.</summary>
    public int Taps => checked(WindowHeight * WindowWidth);

    /// <summary>Whether no window lies on the border alone.</summary>
    public bool EveryWindowMeetsTheInput =>
        PaddingTop < WindowHeight
        && PaddingLeft < WindowWidth
        && ((OutputHeight - 1) * StrideY) - PaddingTop < InputHeight
        && ((OutputWidth - 1) * StrideX) - PaddingLeft < InputWidth;
}
