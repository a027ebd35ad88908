using SweepDsl.Runtime.Training.Files;

namespace SweepDsl.Runtime.Sweeps.Store;

/// <summary>
/// One process works in a results folder at a time. The system's lock on the file <c>lock</c> goes when its process goes, even by kill -9; <c>owner.json</c> says who holds it, and stands in
/// on file systems without locks.
/// </summary>
public sealed class ResultsLock : IDisposable
{
    private readonly FileStream _lock;
    private readonly string _ownerPath;

    private ResultsLock(FileStream @lock, string ownerPath) => (_lock, _ownerPath) = (@lock, ownerPath);

    /// <summary>Takes the lock of a folder.</summary>
    /// <param name="folder">The results folder; it exists.</param>
    /// <param name="files">Writes.</param>
    /// <param name="notice">Is told when the lock of a dead process is taken over.</param>
    /// <exception cref="SweepException">Another process has it (exit code 5).</exception>
    public static ResultsLock Take(string folder, DurableFiles files, Action<string> notice)
    {
        string ownerPath = OwnerPath(folder);
        FileStream stream = Open(Path.Combine(folder, "lock"), folder, ownerPath);
        try
        {
            if (LockOwner.Read(ownerPath) is { } former)
            {
                if (!former.IsDead())
                {
                    throw Busy(folder, former, $" If that process is gone, delete {ownerPath}.");
                }

                notice($"Taking over {folder} from {former}, which is gone.");
            }

            WriteOwner(ownerPath, files);
            return new ResultsLock(stream, ownerPath);
        }
        catch
        {
            stream.Dispose();
            throw;
        }
    }

    /// <summary>Whether a process holds the lock of a folder, by what it wrote of itself: to try the lock would stand in its way.</summary>
    public static bool IsHeld(string folder)
    {
        try
        {
            return LockOwner.Read(OwnerPath(folder)) is { } owner && !owner.IsDead();
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }

    /// <summary>Lets the folder go.</summary>
    public void Dispose()
    {
        DeleteQuietly(_ownerPath);
        _lock.Dispose();
    }

    private static string OwnerPath(string folder) => Path.Combine(folder, "owner.json");

    private static void WriteOwner(string ownerPath, DurableFiles files)
    {
        try
        {
            files.Replace(ownerPath, LockOwner.Current().Write);
        }
        catch
        {
            // Written perhaps, but not for sure: this process must not stand in its own way.
            DeleteQuietly(ownerPath);
            throw;
        }
    }

    private static void DeleteQuietly(string ownerPath)
    {
        try
        {
            File.Delete(ownerPath);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            // The next process finds the owner dead and takes over.
        }
    }

    private static FileStream Open(string path, string folder, string ownerPath)
    {
        try
        {
            // The file stays: deleting it would let two processes lock two files of one name.
            return new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        }
        catch (IOException error) when (IsTaken(error))
        {
            throw Busy(folder, LockOwner.Read(ownerPath), "", error);
        }
    }

    // EWOULDBLOCK on Linux and on macOS; a sharing or a lock violation on Windows.
    private static bool IsTaken(IOException error) => OperatingSystem.IsWindows() ? (error.HResult & 0xFFFF) is 32 or 33 : error.HResult is 11 or 35;

    private static SweepException Busy(string folder, LockOwner? owner, string remedy, Exception? inner = null) => new(
        ExitCode.Results,
        $"{folder} is in use by {owner?.ToString() ?? "another process"}. Wait for it to end, or choose another folder with --out.{remedy}",
        inner);
}
