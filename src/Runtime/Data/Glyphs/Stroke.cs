namespace SweepDsl.Runtime.Data.Glyphs;

/// <summary>A straight stroke between two points.</summary>
/// <param name="X0">Where it starts, to the right.</param>
/// <param name="Y0">Where it starts, downwards.</param>
/// <param name="X1">Where it ends, to the right.</param>
/// <param name="Y1">Where it ends, downwards.</param>
internal readonly record struct Stroke(double X0, double Y0, double X1, double Y1);
