namespace SweepDsl.Runtime.Data.Files;

/// <summary>Reads files of data sets; whatever goes wrong is an error that names the file.</summary>
internal static class DataFile
{
    /// <summary>Lets a reader work on a file.</summary>
    /// <typeparam name="T">What it makes of it.</typeparam>
    /// <param name="path">The file.</param>
    /// <param name="remedy">What the user can do when it is damaged.</param>
    /// <param name="read">The reader; an <see cref="InvalidDataException"/> from it says what is wrong with the content.</param>
    public static T Read<T>(string path, string remedy, Func<FileStream, T> read)
    {
        try
        {
            using FileStream stream = new(path, FileMode.Open, FileAccess.Read, FileShare.Read, 1 << 16, FileOptions.SequentialScan);
            return read(stream);
        }
        catch (InvalidDataException exception)
        {
            throw DataFault.Create(path, exception.Message.TrimEnd('.'), remedy, exception);
        }
        catch (EndOfStreamException exception)
        {
            throw DataFault.Create(path, "it ends too early", remedy, exception);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw DataFault.Create(path, $"it cannot be read: {exception.Message.TrimEnd('.')}", "See that the file is there and may be read.", exception);
        }
    }

    /// <summary>The whole content of a file that is no longer than a limit.</summary>
    public static byte[] ReadAll(string path, long mostBytes, string remedy) => Read(path, remedy, stream =>
    {
        if (stream.Length > mostBytes)
        {
            throw new InvalidDataException($"it has {stream.Length:N0} bytes and at most {mostBytes:N0} are expected");
        }

        byte[] content = new byte[stream.Length];
        stream.ReadExactly(content);
        return content;
    });
}
