using System.Runtime.InteropServices;

namespace SweepDsl.Runtime;

/// <summary>The user's folder for what can be made or fetched again: compiled shaders, choices of tiles, data sets.</summary>
internal static class UserCache
{
    private const string Name = "sweepdsl";

    /// <summary>The folder on this machine; it need not exist.</summary>
    public static string Folder => Locate(Environment.GetEnvironmentVariable);

    private static OSPlatform Platform => OperatingSystem.IsWindows() ? OSPlatform.Windows : OperatingSystem.IsMacOS() ? OSPlatform.OSX : OSPlatform.Linux;

    /// <summary>The folder by these variables, on this platform.</summary>
    internal static string Locate(Func<string, string?> variable) => Locate(variable, Platform);

    /// <summary>
    /// <c>$XDG_CACHE_HOME/sweepdsl</c> wherever that is set; otherwise <c>%LOCALAPPDATA%\sweepdsl</c> on Windows, <c>~/Library/Caches/sweepdsl</c> on macOS and
    /// <c>~/.cache/sweepdsl</c> elsewhere; without a home a folder among the temporary ones.
    /// </summary>
    internal static string Locate(Func<string, string?> variable, OSPlatform platform)
    {
        // The XDG specification has relative paths ignored.
        if (variable("XDG_CACHE_HOME") is { Length: > 0 } xdg && Path.IsPathFullyQualified(xdg))
        {
            return Path.Combine(xdg, Name);
        }

        if (platform == OSPlatform.Windows && variable("LOCALAPPDATA") is { Length: > 0 } local)
        {
            return Path.Combine(local, Name);
        }

        if (variable(platform == OSPlatform.Windows ? "USERPROFILE" : "HOME") is { Length: > 0 } home)
        {
            return platform == OSPlatform.OSX ? Path.Combine(home, "Library", "Caches", Name) : Path.Combine(home, ".cache", Name);
        }

        return Path.Combine(Path.GetTempPath(), $"{Name}-cache");
    }
}
