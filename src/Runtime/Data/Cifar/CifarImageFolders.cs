using SweepDsl.Runtime.Data.ImageFolders;

namespace SweepDsl.Runtime.Data.Cifar;

/// <summary>Finds a CIFAR data set that was unpacked into image files: <c>train/CLASS/*</c> and <c>test/CLASS/*</c>, with the published names of the classes.</summary>
internal static class CifarImageFolders
{
    /// <summary>Lists both parts; null when no folder has them.</summary>
    public static ExamplePools? Find(CifarLayout layout, DataOptions options, CancellationToken cancellation)
    {
        foreach (string folder in options.Folders)
        {
            string[] places = [folder, Path.Combine(folder, layout.Name), Path.Combine(folder, $"{layout.Name}-folder")];
            if (places.FirstOrDefault(place => HasClasses(layout, place)) is { } found)
            {
                ImageFolderSource source = new(Path.GetFullPath(found), CifarLayout.Size, CifarLayout.Size, Channels: 3, layout.ClassNames.Length, Resize: false);
                return ImageFolderExamples.Open(source, options, cancellation);
            }
        }

        return null;
    }

    // The names of the classes are in ordinal order, as folders are taken: labels are the published ones.
    private static bool HasClasses(CifarLayout layout, string place) => layout.ClassNames.All(name => Directory.Exists(Path.Combine(place, "train", name)));
}
