using System.Formats.Tar;
using SweepDsl.Runtime.Data.Files;

namespace SweepDsl.Runtime.Data.Cifar;

/// <summary>
/// Reads the published archive without unpacking it anywhere: only plain files of the expected names and sizes are taken, and an archive with anything
/// that could lead elsewhere is refused.
/// </summary>
internal static class CifarArchive
{
    // The archive's page and the tar format's own blocks.
    private const long Slack = 8 << 20;

    /// <summary>The expected files that the archive holds, by name.</summary>
    public static Dictionary<string, CifarFile> Read(CifarLayout layout, string path)
    {
        string remedy = $"Delete it, and fetch {layout.Archive.Instruction} again.";
        string[] names = [.. layout.TrainFiles, layout.TestFile];
        return DataFile.Read(path, remedy, stream =>
        {
            using GzipContent content = new(stream, names.Sum(layout.MostBytes) + Slack);
            Dictionary<string, CifarFile> files = ReadEntries(layout, path, names, content);
            content.Drain();
            return files;
        });
    }

    private static Dictionary<string, CifarFile> ReadEntries(CifarLayout layout, string path, string[] names, Stream stream)
    {
        Dictionary<string, CifarFile> files = [];
        using TarReader reader = new(stream, leaveOpen: true);
        while (NextEntry(reader) is { } entry)
        {
            string name = CheckedName(entry);
            string? expected = names.FirstOrDefault(file => name == file || name == $"{layout.Folder}/{file}");
            if (expected is null)
            {
                continue;
            }

            if (files.ContainsKey(expected))
            {
                throw new InvalidDataException($"entry '{name}' is there twice");
            }

            if (entry.EntryType == TarEntryType.Directory || entry.Length > layout.MostBytes(expected))
            {
                throw new InvalidDataException($"entry '{name}' has {entry.Length:N0} bytes and at most {layout.MostBytes(expected):N0} are expected");
            }

            files[expected] = new CifarFile($"{path}, entry {name}", ReadContent(entry));
        }

        return files;
    }

    private static TarEntry? NextEntry(TarReader reader)
    {
        try
        {
            return reader.GetNextEntry();
        }
        catch (Exception exception) when (exception is FormatException or ArgumentException or NotSupportedException or OverflowException)
        {
            throw new InvalidDataException($"it is no tar archive: {exception.Message}", exception);
        }
    }

    private static string CheckedName(TarEntry entry)
    {
        string name = entry.Name.StartsWith("./", StringComparison.Ordinal) ? entry.Name[2..] : entry.Name;
        if (name.StartsWith('/') || name.Contains('\\') || name.Contains(':') || name.Split('/').Contains(".."))
        {
            throw new InvalidDataException($"entry '{entry.Name}' leads out of the archive");
        }

        return entry.EntryType is TarEntryType.RegularFile or TarEntryType.V7RegularFile or TarEntryType.Directory or TarEntryType.GlobalExtendedAttributes
            ? name
            : throw new InvalidDataException($"entry '{entry.Name}' is a {entry.EntryType}; only plain files are expected");
    }

    private static byte[] ReadContent(TarEntry entry)
    {
        byte[] content = new byte[entry.Length];
        entry.DataStream?.ReadExactly(content);
        return content;
    }
}
