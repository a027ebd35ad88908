namespace SweepDsl.Runtime.Network;

/// <summary>A height and a width, in pixels.</summary>
/// <param name="Height">Rows.</param>
/// <param name="Width">Columns.</param>
public readonly record struct Extent(int Height, int Width);
