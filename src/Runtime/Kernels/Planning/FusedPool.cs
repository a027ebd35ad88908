namespace SweepDsl.Runtime.Kernels.Planning;

/// <summary>A max pool that a convolution's kernel makes itself, so that what it pools is never stored: windows side by side, without border.</summary>
/// <param name="Height">Rows of a window.</param>
/// <param name="Width">Columns of a window.</param>
public readonly record struct FusedPool(int Height, int Width)
{
    // Places in a window are kept in bytes, and a lane holds a window's values at once.
    private const int MostArea = 16;

    /// <summary>Pixels of a window.</summary>
    public int Area => Height * Width;

    /// <summary>A pool as one to fuse.</summary>
    /// <returns>Null when its windows overlap, leave gaps, have a border or are too large.</returns>
    public static FusedPool? TryCreate(WindowGeometry window)
    {
        bool tiles = window.StrideY == window.WindowHeight && window.StrideX == window.WindowWidth && window is { PaddingTop: 0, PaddingLeft: 0 };
        bool fills = window.OutputHeight == window.InputHeight / window.WindowHeight && window.OutputWidth == window.InputWidth / window.WindowWidth;
        return tiles && fills && window.Taps <= MostArea ? new FusedPool(window.WindowHeight, window.WindowWidth) : null;
    }

    /// <summary>Pixels of one image that windows pool.</summary>
    internal long PooledPixels(WindowGeometry convolution) => (long)Outputs(convolution) * Area;

    /// <summary>Windows of one image.</summary>
    internal int Outputs(WindowGeometry convolution) => convolution.OutputHeight / Height * (convolution.OutputWidth / Width);
}
