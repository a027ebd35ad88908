namespace SweepDsl.Runtime.Cli;

/// <summary>Files that the command line asks for.</summary>
internal static class OutputFile
{
    /// <summary>Writes a file, and its folder where there is none.</summary>
    /// <param name="option">The option that names it, for errors.</param>
    /// <param name="path">The file.</param>
    /// <param name="write">Writes its content.</param>
    /// <exception cref="SweepException">It cannot be written (exit code 2).</exception>
    public static void Write(string option, string path, Action<Stream> write)
    {
        try
        {
            Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(path)) ?? path);
            using FileStream stream = File.Create(path);
            write(stream);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new SweepException(ExitCode.Usage, $"{option}: cannot write '{path}': {error.Message} Name another file with {option}.", error);
        }
    }
}
