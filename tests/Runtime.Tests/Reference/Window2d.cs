using SweepDsl.Runtime.Network;

namespace SweepDsl.Runtime.Tests.Reference;

/// <summary>The places a window takes on an image: shared by convolutions and pools. The four sides of the border are free of each other.</summary>
public readonly record struct Window2d(
    int InputHeight,
    int InputWidth,
    int Height,
    int Width,
    int StrideY = 1,
    int StrideX = 1,
    int PadTop = 0,
    int PadLeft = 0,
    int PadBottom = 0,
    int PadRight = 0)
{
    /// <summary>Rows of the output.</summary>
    public int OutputHeight => ((InputHeight + PadTop + PadBottom - Height) / StrideY) + 1;

    /// <summary>Columns of the output.</summary>
    public int OutputWidth => ((InputWidth + PadLeft + PadRight - Width) / StrideX) + 1;

    /// <summary>Pixels of the input.</summary>
    public int InputPixels => InputHeight * InputWidth;

    /// <summary>Pixels of the output.</summary>
    public int OutputPixels => OutputHeight * OutputWidth;

    /// <summary>The window of a layer on an image of this shape.</summary>
    public static Window2d Of(FeatureShape input, Extent window, Extent stride, Padding padding)
    {
        (int top, int bottom) = Border(input.Height, window.Height, stride.Height, padding);
        (int left, int right) = Border(input.Width, window.Width, stride.Width, padding);
        return new Window2d(input.Height, input.Width, window.Height, window.Width, stride.Height, stride.Width, top, left, bottom, right);
    }

    /// <summary>The input row that row <paramref name="r"/> of the window lies on at output row <paramref name="p"/>; in the border when outside 0 to height.</summary>
    public int InputRow(int p, int r) => (p * StrideY) - PadTop + r;

    /// <summary>The input column that column <paramref name="s"/> of the window lies on at output column <paramref name="q"/>.</summary>
    public int InputColumn(int q, int s) => (q * StrideX) - PadLeft + s;

    /// <summary>Whether this row and column lie on the image and not on its border.</summary>
    public bool IsInside(int row, int column) => row >= 0 && row < InputHeight && column >= 0 && column < InputWidth;

    private static (int Before, int After) Border(int input, int window, int stride, Padding padding)
    {
        if (padding.Mode != PaddingMode.Same)
        {
            return (padding.Pixels, padding.Pixels);
        }

        int outputs = (input + stride - 1) / stride;
        int border = Math.Max(((outputs - 1) * stride) + window - input, 0);
        return (border / 2, border - (border / 2));
    }
}
