using System.Collections.Immutable;

namespace SweepDsl.Runtime.Data;

/// <summary>The data of an experiment: which set, how much of it, and how it is prepared.</summary>
public sealed record DatasetDefinition
{
    /// <summary>The data set.</summary>
    public required DatasetSource Source { get; init; }

    /// <summary>Size of a seeded, class-balanced part of the training set; null takes the source's default.</summary>
    public int? TrainExamples { get; init; }

    /// <summary>Size of a seeded, class-balanced part of the test set; null takes the source's default.</summary>
    public int? TestExamples { get; init; }

    /// <summary>Share of the training examples held out for validation, 0 to below 1.</summary>
    public double ValidationFraction { get; init; }

    /// <summary>How pixels become inputs.</summary>
    public Normalization Normalization { get; init; } = Normalization.PerChannel;

    /// <summary>Random changes of training images, in order.</summary>
    public ImmutableArray<Augmentation> Augmentations { get; init; } = [];
}

/// <summary>Where examples come from.</summary>
public abstract record DatasetSource
{
    /// <summary>The word in the YAML.</summary>
    public abstract string Name { get; }
}

/// <summary>Images made by seed: ten classes of 16x16 grey glyphs; no file needed.</summary>
public sealed record GlyphsSource : DatasetSource
{
    /// <inheritdoc/>
    public override string Name => "glyphs";
}

/// <summary>CIFAR-10 or CIFAR-100 in their binary layout.</summary>
/// <param name="Classes">10 or 100.</param>
public sealed record CifarSource(int Classes) : DatasetSource
{
    /// <inheritdoc/>
    public override string Name => $"cifar{Classes}";
}

/// <summary>MNIST or Fashion-MNIST in idx files.</summary>
/// <param name="IsFashion">Whether it is Fashion-MNIST.</param>
public sealed record MnistSource(bool IsFashion) : DatasetSource
{
    /// <inheritdoc/>
    public override string Name => IsFashion ? "fashion_mnist" : "mnist";
}

/// <summary>A folder of images: <c>train/CLASS/*</c> and <c>test/CLASS/*</c>, PNG or JPEG.</summary>
/// <param name="Path">The folder, relative to the data folder.</param>
/// <param name="Height">Height that every image has, or is resized to.</param>
/// <param name="Width">Width that every image has, or is resized to.</param>
/// <param name="Channels">1 (grey) or 3 (red, green, blue).</param>
/// <param name="Classes">Number of classes, checked against the folders.</param>
/// <param name="Resize">Whether images of another size are resized; otherwise they are an error.</param>
public sealed record ImageFolderSource(string Path, int Height, int Width, int Channels, int Classes, bool Resize) : DatasetSource
{
    /// <inheritdoc/>
    public override string Name => "image_folder";
}

/// <summary>How pixels (0 to 255) become inputs.</summary>
public enum Normalization
{
    /// <summary>Each channel minus its mean, divided by its standard deviation, over the training examples.</summary>
    PerChannel,

    /// <summary>Divided by 255.</summary>
    Unit,

    /// <summary>As they are, 0 to 255.</summary>
    None,
}

/// <summary>A random change of a training image.</summary>
public abstract record Augmentation;

/// <summary>Mirrors left and right.</summary>
/// <param name="Probability">Share of images mirrored.</param>
public sealed record HorizontalFlip(double Probability) : Augmentation;

/// <summary>Pads with zeros and cuts the original size out at a random place.</summary>
/// <param name="Padding">Pixels added on each side.</param>
public sealed record RandomCrop(int Padding) : Augmentation;

/// <summary>A square about a random pixel becomes 0 after normalisation (DeVries and Taylor 2017).</summary>
/// <param name="Size">Rows and columns of the square.</param>
public sealed record Cutout(int Size) : Augmentation;

/// <summary>Each example is mixed with another, its target too (Zhang et al. 2018).</summary>
/// <param name="Alpha">The shares are drawn from Beta(alpha, alpha).</param>
public sealed record Mixup(double Alpha) : Augmentation;
