using System.Text.Json;
using SweepDsl.Runtime.Vulkan;

namespace SweepDsl.Runtime.Kernels.Precompiled;

/// <summary>
/// Kernels compiled beforehand, in a folder beside the program: a copy of both runs on machines without a shader compiler. They stand for the very shaders they
/// were made of; once one of those is edited, a compiler is needed again.
/// </summary>
/// <param name="folder">Their folder.</param>
internal sealed class PrecompiledKernels(string folder)
{
    private const string ManifestName = "manifest.json";

    /// <summary>Those beside this program.</summary>
    public static PrecompiledKernels OfProgram { get; } = new(Path.Combine(AppContext.BaseDirectory, "spirv"));

    private string ManifestPath => Path.Combine(folder, ManifestName);

    /// <summary>Compiles every kernel with every snippet; kernels with cooperative matrices by those extensions that the compiler knows.</summary>
    /// <param name="shaderFolder">Where the GLSL is.</param>
    /// <param name="compiler">What compiles it, made for the folder of the cache it is given; owned by the caller.</param>
    /// <returns>The number of compiled kernels.</returns>
    /// <exception cref="ShaderException">A kernel does not compile.</exception>
    public int Make(string shaderFolder, Func<CacheFolder, ShaderCompiler> compiler)
    {
        if (Directory.Exists(folder))
        {
            Directory.Delete(folder, recursive: true);
        }

        using ShaderCompiler keeping = compiler(new CacheFolder(folder));
        ShaderSource source = ShaderSource.FromFolder(shaderFolder);
        HashSet<CooperativeMatrixExtension> known = [.. CooperativeMatrixExtension.All.Where(extension => keeping.Knows(extension.Glsl))];
        KernelModule[] modules = [.. KernelModule.AllOf(shaderFolder).Where(module => module.Matrices is not { } extension || known.Contains(extension))];
        Parallel.ForEach(modules, module => keeping.Compile(source.Expand(module.Kernel, module.Snippets), $"shaders/{module.Kernel}.comp"));

        // Last: without it the others do not count.
        Directory.CreateDirectory(folder);
        using FileStream file = File.Create(ManifestPath);
        using Utf8JsonWriter json = new(file);
        json.WriteStartObject();
        json.WriteString("compiler", keeping.Identity);
        json.WriteString("shaders", ShaderFolderHash.Of(shaderFolder));
        json.WriteEndObject();
        return modules.Length;
    }

    /// <summary>A compiler that takes every kernel from here; null when there is nothing here, or it was made of other shaders.</summary>
    /// <param name="shaderFolder">Where the GLSL is.</param>
    public ShaderCompiler? TryOpen(string shaderFolder) =>
        Manifest() is var (compiler, shaders) && shaders == ShaderFolderHash.Of(shaderFolder)
            ? new ShaderCompiler(new CacheFolder(folder), new AbsentCompiler(compiler))
            : null;

    private (string Compiler, string Shaders)? Manifest()
    {
        try
        {
            using JsonDocument json = JsonDocument.Parse(File.ReadAllBytes(ManifestPath));
            return (json.RootElement.GetProperty("compiler").GetString() ?? "", json.RootElement.GetProperty("shaders").GetString() ?? "");
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException or JsonException or KeyNotFoundException or InvalidOperationException)
        {
            return null;
        }
    }
}
