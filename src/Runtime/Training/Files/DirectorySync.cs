using System.Runtime.InteropServices;

namespace SweepDsl.Runtime.Training.Files;

/// <summary>Makes the names in a folder durable. .NET flushes files only; after a power loss a renamed file may be missing unless its folder was flushed too.</summary>
internal static partial class DirectorySync
{
    private const int ReadOnly = 0;
    private const int InvalidArgument = 22;

    /// <summary>Flushes a folder to the disk. Windows has no such call and keeps names in its journal.</summary>
    public static void Flush(string folder)
    {
        if (OperatingSystem.IsWindows())
        {
            return;
        }

        int descriptor = Open(folder, ReadOnly);
        if (descriptor < 0)
        {
            throw Failure(folder, Marshal.GetLastPInvokeError());
        }

        int error = Fsync(descriptor) == 0 ? 0 : Marshal.GetLastPInvokeError();
        _ = Close(descriptor);

        // Some network file systems cannot flush a folder and say so with EINVAL; their servers do it by themselves.
        if (error is not (0 or InvalidArgument))
        {
            throw Failure(folder, error);
        }
    }

    private static IOException Failure(string folder, int error) => new($"Cannot flush the folder '{folder}': {Marshal.GetPInvokeErrorMessage(error)}.");

    [LibraryImport("libc", EntryPoint = "open", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static partial int Open(string path, int flags);

    [LibraryImport("libc", EntryPoint = "fsync", SetLastError = true)]
    private static partial int Fsync(int descriptor);

    [LibraryImport("libc", EntryPoint = "close")]
    private static partial int Close(int descriptor);
}
