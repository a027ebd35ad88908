namespace SweepDsl.Dsl.Model;

/// <summary>A random change of a training image.</summary>
public abstract record Augmentation;

/// <summary>Mirrors left and right.</summary>
/// <param name="Probability">Share of images mirrored.</param>
public sealed record HorizontalFlip(double Probability) : Augmentation;

/// <summary>Pads with zeros and cuts the original size out at a random place.</summary>
/// <param name="Padding">Pixels added on each side.</param>
public sealed record RandomCrop(int Padding) : Augmentation;

/// <summary>A square about a random pixel becomes 0 after normalisation.</summary>
/// <param name="Size">Rows and columns of the square.</param>
public sealed record Cutout(int Size) : Augmentation;

/// <summary>Each example is mixed with another, its target too.</summary>
/// <param name="Alpha">The shares are drawn from Beta(alpha, alpha).</param>
public sealed record Mixup(double Alpha) : Augmentation;
