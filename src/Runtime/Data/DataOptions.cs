using System.Collections.Immutable;

namespace SweepDsl.Runtime.Data;

/// <summary>Where data sets are looked for, and whether missing ones may be fetched.</summary>
public sealed record DataOptions
{
    /// <summary>Folders searched in order; a download goes into the first.</summary>
    public required ImmutableArray<string> Folders { get; init; }

    /// <summary>Whether a data set that lies in no folder may be downloaded from its official address.</summary>
    public bool AllowDownload { get; init; } = true;

    /// <summary>Told how a download goes on; may be called from another thread.</summary>
    public IProgress<DownloadProgress>? Progress { get; init; }

    /// <summary>Takes sentences for the user, such as that fewer files are there than were published.</summary>
    public Action<string> Notice { get; init; } = static _ => { };

    /// <summary>Pause before an interrupted download is tried again; it grows with each try.</summary>
    internal TimeSpan RetryDelay { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>What requests go through; null is the network. Tests put a server of their own here.</summary>
    internal HttpMessageHandler? HttpHandler { get; init; }

    /// <summary>The folders of a user: what the command line names, then <c>$SWEEP_DATA</c>, then the user's cache.</summary>
    /// <param name="dataFolder">The folder given as <c>--data</c>; null when none was.</param>
    /// <exception cref="SweepException">That folder does not exist (exit code 4).</exception>
    public static DataOptions ForUser(string? dataFolder)
    {
        if (dataFolder is not null && !Directory.Exists(dataFolder))
        {
            string what = File.Exists(dataFolder) ? $"'{dataFolder}' is a file, and a folder was expected" : $"there is no folder '{dataFolder}'";
            throw new SweepException(ExitCode.Data, $"--data: {what}. Name the folder that holds the data sets, or make one for a download to go into.");
        }

        string?[] folders = [dataFolder, Environment.GetEnvironmentVariable("SWEEP_DATA"), Path.Combine(UserCache.Folder, "data")];
        return new DataOptions { Folders = [.. folders.OfType<string>().Where(folder => folder.Length > 0).Distinct()] };
    }
}
