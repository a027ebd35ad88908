namespace SweepDsl.Runtime.Reports.Exports;

/// <summary>Where an export goes. What is there already is kept unless it may be replaced, and an export that breaks off leaves nothing.</summary>
/// <param name="path">The file or folder that <c>--to</c> names.</param>
internal sealed class ExportTarget(string path)
{
    /// <summary>Writes an export.</summary>
    /// <param name="format">Its form.</param>
    /// <param name="mayReplace">Whether a file that is there is replaced.</param>
    /// <param name="write">Writes it, to the path it is given.</param>
    /// <exception cref="SweepException">Something is there, or it cannot be written (exit code 2).</exception>
    public void Write(ExportFormat format, bool mayReplace, Action<string> write)
    {
        try
        {
            string whole = Path.TrimEndingDirectorySeparator(Path.GetFullPath(path));
            Check(format, whole, mayReplace);
            Directory.CreateDirectory(Path.GetDirectoryName(whole) ?? whole);
            string unfinished = $"{whole}.{Environment.ProcessId}.tmp";
            try
            {
                if (format.IsFolder)
                {
                    WriteFolder(whole, unfinished, write);
                }
                else
                {
                    write(unfinished);
                    File.Move(unfinished, whole, overwrite: mayReplace);
                }
            }
            catch
            {
                Discard(unfinished);
                throw;
            }
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException or ArgumentException)
        {
            throw new SweepException(ExitCode.Usage, $"--to: cannot write '{path}': {error.Message}", error);
        }
    }

    private static void WriteFolder(string whole, string unfinished, Action<string> write)
    {
        Directory.CreateDirectory(unfinished);
        write(unfinished);
        if (Directory.Exists(whole))
        {
            // It was empty; whatever came since makes this fail.
            Directory.Delete(whole);
        }

        Directory.Move(unfinished, whole);
    }

    private void Check(ExportFormat format, string whole, bool mayReplace)
    {
        string? fault =
            format.IsFolder && File.Exists(whole) ? $"is a file, and {format.Name} is written as a folder. Name a new or empty folder."
            : format.IsFolder && Directory.Exists(whole) && Directory.EnumerateFileSystemEntries(whole).Any() ? "is not empty. Name a new or empty folder."
            : !format.IsFolder && (Directory.Exists(whole) || Path.EndsInDirectorySeparator(path)) ? $"is a folder, and {format.Name} is written as a file. Name a file."
            : !format.IsFolder && File.Exists(whole) && !mayReplace ? "is there already. Name another file, or have it replaced with --force."
            : null;
        if (fault is not null)
        {
            throw new SweepException(ExitCode.Usage, $"--to: '{path}' {fault}");
        }
    }

    private static void Discard(string unfinished)
    {
        if (Directory.Exists(unfinished))
        {
            Directory.Delete(unfinished, recursive: true);
        }
        else
        {
            File.Delete(unfinished);
        }
    }
}
