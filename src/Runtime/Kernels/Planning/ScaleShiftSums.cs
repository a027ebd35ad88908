namespace SweepDsl.Runtime.Kernels.Planning;

/// <summary>Sums of a normalisation's output gradient, as it is and times the normalised values, for each column and group or piece: [groups or pieces, columns in fours].</summary>
/// <param name="Scale">Sums of <c>dy * x^</c>: what the scale's gradient is made of.</param>
/// <param name="Shift">Sums of <c>dy</c>: what the shift's gradient is made of.</param>
public readonly record struct ScaleShiftSums(BufferView Scale, BufferView Shift);
