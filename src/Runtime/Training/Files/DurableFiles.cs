namespace SweepDsl.Runtime.Training.Files;

/// <summary>Writes files so that a crash or a power loss at any moment leaves the old contents or the new, whole.</summary>
/// <param name="beforeStep">Called with a description before each step that changes the disk; tests break off there.</param>
public sealed class DurableFiles(Action<string>? beforeStep = null)
{
    /// <summary>What temporary files end in; such a file is never anyone's result.</summary>
    public const string TemporarySuffix = ".tmp";

    /// <summary>Publishes a file by one rename, replacing an older one.</summary>
    /// <param name="path">The file; its folder exists.</param>
    /// <param name="write">Writes the contents.</param>
    public void Replace(string path, Action<Stream> write)
    {
        string temporary = path + TemporarySuffix;
        bool isOwn = false;
        try
        {
            Step($"write {temporary}");
            using (FileStream stream = new(temporary, FileMode.Create, FileAccess.Write, FileShare.Read))
            {
                isOwn = true;
                write(stream);
                Step($"flush {temporary}");
                stream.Flush(flushToDisk: true);
            }

            Step($"rename {temporary}");
            File.Move(temporary, path, overwrite: true);
        }
        catch (IOException) when (isOwn)
        {
            // What was half written (on a full disk, say) must not take room; the error itself is what counts.
            DeleteQuietly(temporary);
            throw;
        }

        string folder = Path.GetDirectoryName(Path.GetFullPath(path))!;
        Step($"flush {folder}");
        DirectorySync.Flush(folder);
    }

    /// <summary>Makes a folder and the ones above it.</summary>
    public void CreateFolder(string path)
    {
        if (Directory.Exists(path))
        {
            return;
        }

        string full = Path.TrimEndingDirectorySeparator(Path.GetFullPath(path));
        string? parent = Path.GetDirectoryName(full);
        if (parent is not null)
        {
            CreateFolder(parent);
        }

        Step($"create {full}");
        Directory.CreateDirectory(full);
        if (parent is not null)
        {
            DirectorySync.Flush(parent);
        }
    }

    /// <summary>Deletes a file if it is there.</summary>
    public void Delete(string path)
    {
        Step($"delete {path}");
        File.Delete(path);
    }

    /// <summary>Deletes a folder with all in it if it is there: first it loses its name in one step, so that no half of it is ever taken for the whole.</summary>
    /// <param name="path">The folder.</param>
    public void DeleteFolder(string path)
    {
        // There may be one of a deletion that was broken off.
        string discarded = path + TemporarySuffix;
        if (Directory.Exists(discarded))
        {
            Directory.Delete(discarded, recursive: true);
        }

        if (!Directory.Exists(path))
        {
            return;
        }

        Step($"rename {path}");
        Directory.Move(path, discarded);
        Step($"delete {discarded}");
        Directory.Delete(discarded, recursive: true);
    }

    /// <summary>Gives a folder another name.</summary>
    /// <param name="path">The folder.</param>
    /// <param name="newPath">Its new name, in the same folder; nothing bears it yet.</param>
    public void Rename(string path, string newPath)
    {
        Step($"rename {path}");
        Directory.Move(path, newPath);
        DirectorySync.Flush(Path.GetDirectoryName(Path.GetFullPath(newPath))!);
    }

    /// <summary>Announces a step that changes the disk.</summary>
    public void Step(string description) => beforeStep?.Invoke(description);

    private static void DeleteQuietly(string path)
    {
        try
        {
            File.Delete(path);
        }
        catch (IOException)
        {
            // The disk is failing; the caller is about to hear why.
        }
    }
}
