namespace SweepDsl.Runtime.Sweeps.Store;

/// <summary>Makes a failing disk the user's error: which folder, what happened, what to do.</summary>
internal static class StorageFault
{
    /// <summary>Runs an action on a results folder.</summary>
    /// <exception cref="SweepException">The disk or its permissions refuse (exit code 5).</exception>
    public static T Guard<T>(string folder, Func<T> action)
    {
        try
        {
            return action();
        }
        catch (Exception error) when (error is UnauthorizedAccessException || IsReadOnly(error))
        {
            throw new SweepException(ExitCode.Results, $"{error.Message} Results go to {folder}: make it writable, or choose another folder with --out.", error);
        }
        catch (PathTooLongException error)
        {
            throw new SweepException(ExitCode.Results, $"{error.Message} Results go to {folder}: choose a shorter folder with --out.", error);
        }
        catch (IOException error)
        {
            throw new SweepException(ExitCode.Results, $"{error.Message} Results in {folder} are whole up to here: when the disk is well again (or has room), the same command goes on.", error);
        }
    }

    /// <summary>Runs an action on a results folder.</summary>
    /// <exception cref="SweepException">The disk or its permissions refuse (exit code 5).</exception>
    public static void Guard(string folder, Action action) => Guard(folder, () =>
    {
        action();
        return true;
    });

    // EROFS, which Linux and macOS tell of a file system that is mounted read-only.
    private static bool IsReadOnly(Exception error) => error is IOException && !OperatingSystem.IsWindows() && error.HResult == 30;
}
