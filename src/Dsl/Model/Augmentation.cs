namespace SweepDsl.Dsl.Model;

/// <summary>A random change of a training image.</summary>
public abstract record Augmentation;

/// <summary>Mirrors left and right.</summary>
/// <param name="Probability">Share of images mirrored.</param>
public sealed record HorizontalFlip(double Probability) : Augmentation;

/// <summary>Pads with zeros and cuts the original size out at a random place.</summary>
/// <param name="Padding">Pixels added on each side.</param>
public sealed record RandomCrop(int Padding) : Augmentation;
