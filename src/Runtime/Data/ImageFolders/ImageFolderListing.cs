using System.Collections.Immutable;

namespace SweepDsl.Runtime.Data.ImageFolders;

/// <summary>
/// Lists a folder of images: classes and files in the ordinal order of their names, so that the order is the same on every machine. What cannot be an example is an
/// error rather than left out; only hidden files and the files that desktops leave behind are passed over.
/// </summary>
internal static class ImageFolderListing
{
    private static readonly string[] Extensions = [".png", ".jpg", ".jpeg"];
    private static readonly string[] LeftBehind = ["Thumbs.db", "desktop.ini"];

    /// <summary>Names of the class folders of a part.</summary>
    public static ImmutableArray<string> Classes(string part) =>
        [.. Entries(part).Select(entry => Directory.Exists(entry)
            ? Path.GetFileName(entry)
            : throw DataFault.Create(entry, "only a folder for each class is expected here", "Move it elsewhere, or into the folder of its class."))];

    /// <summary>The images of a part, class by class.</summary>
    public static ImageFile[] Images(string part, ImmutableArray<string> classes) =>
        [.. classes.SelectMany((name, label) => ImagesOfClass(Path.Combine(part, name), (uint)label))];

    private static List<ImageFile> ImagesOfClass(string folder, uint label)
    {
        List<ImageFile> images = [];
        foreach (string entry in Entries(folder))
        {
            if (!Extensions.Contains(Path.GetExtension(entry), StringComparer.OrdinalIgnoreCase) || Directory.Exists(entry))
            {
                throw DataFault.Create(entry, "only PNG and JPEG files (.png, .jpg, .jpeg) are expected here", "Move it elsewhere, or convert it.");
            }

            images.Add(new ImageFile(entry, label));
        }

        return images.Count > 0 ? images : throw DataFault.Create(folder, "the class has no images", "Put PNG or JPEG files there, or remove the folder.");
    }

    private static IEnumerable<string> Entries(string folder)
    {
        try
        {
            return [.. Directory.EnumerateFileSystemEntries(folder)
                .Where(entry => Path.GetFileName(entry) is var name && !name.StartsWith('.') && !LeftBehind.Contains(name, StringComparer.OrdinalIgnoreCase))
                .Order(StringComparer.Ordinal)];
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw DataFault.Create(folder, $"it cannot be listed: {exception.Message.TrimEnd('.')}", "See that the folder is there and may be read.", exception);
        }
    }
}
