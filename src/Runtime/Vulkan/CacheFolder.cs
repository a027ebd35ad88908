namespace SweepDsl.Runtime.Vulkan;

/// <summary>
/// The folder where compiled shaders and pipelines are kept between runs. A cache never fails a run: what cannot be written is not kept, what is damaged is made anew.
/// </summary>
/// <param name="path">The folder; made when first written to.</param>
public sealed class CacheFolder(string path)
{
    /// <summary>The folder's full path.</summary>
    public string Path { get; } = System.IO.Path.GetFullPath(path);

    /// <summary><c>$SWEEP_CACHE</c>, or <c>$XDG_CACHE_HOME/sweepdsl</c>, or the platform's place for caches.</summary>
    public static CacheFolder Default => new(Locate(Environment.GetEnvironmentVariable));

    internal static string Locate(Func<string, string?> variable)
    {
        if (variable("SWEEP_CACHE") is { Length: > 0 } chosen)
        {
            return chosen;
        }

        // The XDG specification has relative paths ignored.
        if (variable("XDG_CACHE_HOME") is { Length: > 0 } xdg && System.IO.Path.IsPathFullyQualified(xdg))
        {
            return System.IO.Path.Combine(xdg, "sweepdsl");
        }

        if (OperatingSystem.IsWindows() && variable("LOCALAPPDATA") is { Length: > 0 } local)
        {
            return System.IO.Path.Combine(local, "sweepdsl", "cache");
        }

        if (variable("HOME") is { Length: > 0 } home)
        {
            return OperatingSystem.IsMacOS()
                ? System.IO.Path.Combine(home, "Library", "Caches", "sweepdsl")
                : System.IO.Path.Combine(home, ".cache", "sweepdsl");
        }

        return System.IO.Path.Combine(System.IO.Path.GetTempPath(), "sweepdsl-cache");
    }

    internal CacheFile File(string kind, string name) => new(System.IO.Path.Combine(Path, kind, name));
}
