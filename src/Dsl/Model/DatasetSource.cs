namespace SweepDsl.Dsl.Model;

/// <summary>Where examples come from.</summary>
/// <param name="Name">The word in the YAML.</param>
/// <param name="Shape">Shape of one image.</param>
/// <param name="Classes">Number of classes.</param>
public abstract record DatasetSource(string Name, ImageShape Shape, int Classes);

/// <summary>A data set that the language knows: glyphs, cifar10, cifar100, mnist or fashion_mnist.</summary>
public sealed record KnownDataset(string Name, ImageShape Shape, int Classes) : DatasetSource(Name, Shape, Classes);

/// <summary>A folder of images, <c>train/CLASS/*</c> and <c>test/CLASS/*</c>.</summary>
/// <param name="Path">The folder, relative to the data folder, with forward slashes.</param>
/// <param name="Shape">Shape that every image has or is resized to.</param>
/// <param name="Classes">Number of classes.</param>
/// <param name="Resize">Whether images of another size are resized; otherwise they are an error.</param>
public sealed record ImageFolder(string Path, ImageShape Shape, int Classes, bool Resize) : DatasetSource("image_folder", Shape, Classes);

/// <summary>Shape of an image.</summary>
/// <param name="Height">Rows.</param>
/// <param name="Width">Columns.</param>
/// <param name="Channels">1 (grey) or 3 (red, green, blue).</param>
public sealed record ImageShape(int Height, int Width, int Channels);
