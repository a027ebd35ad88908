namespace SweepDsl.Runtime.Vulkan;

/// <summary>
/// The folder where compiled shaders and pipelines are kept between runs. A cache never fails a run: what cannot be written is not kept, what is damaged is made anew.
/// </summary>
/// <param name="path">The folder; made when first written to.</param>
public sealed class CacheFolder(string path)
{
    /// <summary>The folder's full path.</summary>
    public string Path { get; } = System.IO.Path.GetFullPath(path);

    /// <summary><c>$SWEEP_CACHE</c>, or else the user's cache.</summary>
    public static CacheFolder Default => new(Locate(Environment.GetEnvironmentVariable));

    internal static string Locate(Func<string, string?> variable) => variable("SWEEP_CACHE") is { Length: > 0 } chosen ? chosen : UserCache.Locate(variable);

    internal CacheFile File(string kind, string name) => new(System.IO.Path.Combine(Path, kind, name));
}
