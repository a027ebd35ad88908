namespace SweepDsl.Dsl.Tests;

/// <summary>Files of the repository.</summary>
internal static class RepositoryFiles
{
    public static string Experiments { get; } = Path.Combine(Root(), "experiments");

    public static string Docs { get; } = Path.Combine(Root(), "docs");

    public static string Tests { get; } = Path.Combine(Root(), "tests");

    public static string Shaders { get; } = Path.Combine(Root(), "shaders");

    public static IEnumerable<string> Examples => Directory.EnumerateFiles(Experiments, "*.yaml").Order(StringComparer.Ordinal);

    private static string Root()
    {
        DirectoryInfo? folder = new(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "SweepDsl.sln")))
        {
            folder = folder.Parent;
        }

        return folder?.FullName ?? throw new DirectoryNotFoundException($"No SweepDsl.sln above {AppContext.BaseDirectory}.");
    }
}
