namespace SweepDsl.Runtime.Kernels.Planning;

/// <summary>Random changes of training images; what an image gets depends on seed, epoch and example alone.</summary>
/// <param name="Seed">The trial's seed.</param>
/// <param name="FlipProbability">Share of images mirrored left and right, 0 to 1.</param>
/// <param name="CropPadding">Pixels of zero border from which the original size is cut out at a random place.</param>
/// <param name="CutoutSize">Rows and columns of a square about a random pixel that becomes 0 after normalisation; 0 for none.</param>
public readonly record struct ImageAugmentation(uint Seed, double FlipProbability, int CropPadding, int CutoutSize = 0);
