using System.Reflection;
using System.Runtime.Loader;

namespace SweepDsl.Runtime.Tests.Vulkan.Bindings;

/// <summary>The real Silk.NET.Vulkan, when NuGet has it on this machine.</summary>
internal static class SilkNetPackage
{
    private const string Version = "2.23.0";

    private static readonly Lazy<(string Vulkan, string Core)?> Files = new(Find);
    private static readonly Lazy<Assembly> Loaded = new(Load);

    /// <summary>The files to compile against.</summary>
    public static IReadOnlyList<string> Paths
    {
        get
        {
            RequirePresence();
            return [Files.Value!.Value.Vulkan, Files.Value.Value.Core];
        }
    }

    /// <summary>The package's assembly; without it the calling test is ignored.</summary>
    public static Assembly Vulkan
    {
        get
        {
            RequirePresence();
            return Loaded.Value;
        }
    }

    private static void RequirePresence()
    {
        if (Files.Value is null)
        {
            Assert.Ignore($"The package Silk.NET.Vulkan {Version} is not in NuGet's folder: the restore could not bring it.");
        }
    }

    private static (string Vulkan, string Core)? Find()
    {
        string root = Environment.GetEnvironmentVariable("NUGET_PACKAGES") is { Length: > 0 } chosen
            ? chosen
            : Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".nuget", "packages");
        string vulkan = Path.Combine(root, "silk.net.vulkan", Version, "lib", "net5.0", "Silk.NET.Vulkan.dll");
        string core = Path.Combine(root, "silk.net.core", Version, "lib", "net6.0", "Silk.NET.Core.dll");
        return File.Exists(vulkan) && File.Exists(core) ? (vulkan, core) : null;
    }

    private static Assembly Load()
    {
        AssemblyLoadContext context = new("Silk.NET");
        context.LoadFromAssemblyPath(Files.Value!.Value.Core);
        return context.LoadFromAssemblyPath(Files.Value.Value.Vulkan);
    }
}
