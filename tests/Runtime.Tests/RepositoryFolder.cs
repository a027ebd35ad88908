namespace SweepDsl.Runtime.Tests;

/// <summary>The repository that the tests were built in.</summary>
internal static class RepositoryFolder
{
    /// <summary>Its path.</summary>
    public static string FullPath { get; } = Find();

    private static string Find()
    {
        DirectoryInfo? folder = new(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "SweepDsl.sln")))
        {
            folder = folder.Parent;
        }

        return folder?.FullName ?? throw new DirectoryNotFoundException("The tests do not lie inside the repository.");
    }
}
