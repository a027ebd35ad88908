using System.Collections.Immutable;

namespace SweepDsl.Runtime.Data.ImageFolders;

/// <summary>Opens a folder with <c>train/CLASS/*</c> and <c>test/CLASS/*</c>.</summary>
internal static class ImageFolderExamples
{
    /// <summary>Lists both parts; images are decoded when they are taken.</summary>
    public static ExamplePools Open(ImageFolderSource source, DataOptions options, CancellationToken cancellation)
    {
        string folder = Find(source, options);
        string train = Path.Combine(folder, "train");
        string test = Path.Combine(folder, "test");
        ImmutableArray<string> classes = ImageFolderListing.Classes(train);
        if (classes.Length != source.Classes)
        {
            throw DataFault.Create(
                train, $"it has {classes.Length} folders of classes and {source.Classes} are expected", "Correct classes in the experiment, or the folders.");
        }

        CheckSameClasses(test, ImageFolderListing.Classes(test), classes);
        return new ExamplePools(
            classes,
            new ImageFilePool(source, ImageFolderListing.Images(train, classes), cancellation),
            new ImageFilePool(source, ImageFolderListing.Images(test, classes), cancellation));
    }

    private static string Find(ImageFolderSource source, DataOptions options)
    {
        // A path that is absolute stays as it is; the working directory comes last.
        string[] places = [.. options.Folders.Append(Directory.GetCurrentDirectory()).Select(folder => Path.GetFullPath(source.Path, Path.GetFullPath(folder))).Distinct()];
        return places.FirstOrDefault(place => Directory.Exists(Path.Combine(place, "train")))
            ?? throw DataFault.Create(
                $"image_folder '{source.Path}'",
                $"there is no folder {string.Join(", nor ", places.Select(place => Path.Combine(place, "train")))}",
                "Name the folder that holds it with --data, and put images into train/CLASS and test/CLASS.");
    }

    private static void CheckSameClasses(string test, ImmutableArray<string> found, ImmutableArray<string> expected)
    {
        string[] differing = [.. expected.Except(found).Select(name => $"no {name}"), .. found.Except(expected).Select(name => $"{name}, which train has not")];
        if (differing.Length > 0)
        {
            throw DataFault.Create(test, $"its classes are not those of train: {string.Join("; ", differing.Take(8))}", "Give both parts the same folders.");
        }
    }
}
