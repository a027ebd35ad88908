using SweepDsl.Runtime.Kernels.Planning;
using SweepDsl.Runtime.Tests.Reference;

namespace SweepDsl.Runtime.Tests.Kernels;

/// <summary>The reference's windows as kernels know them.</summary>
internal static class WindowShapes
{
    /// <summary>The same window, its border resolved.</summary>
    public static WindowGeometry Geometry(this Window2d window) => new(
        window.InputHeight,
        window.InputWidth,
        window.Height,
        window.Width,
        window.StrideY,
        window.StrideX,
        window.PadTop,
        window.PadLeft,
        window.OutputHeight,
        window.OutputWidth);
}
