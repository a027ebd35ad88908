using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text;

namespace SweepDsl.Runtime.Vulkan;

/// <summary>Compiles GLSL compute shaders to SPIR-V 1.5 for Vulkan 1.2 and keeps the results by the hash of all they depend on. One may be used from several threads.</summary>
public sealed class ShaderCompiler : IDisposable
{
    private const uint SpirvMagic = 0x07230203;

    // Names what the compilers are told, so that results of other options are never taken for these.
    private const string Options = "compute vulkan1.2 spirv1.5";

    private readonly CacheFolder? _cache;
    private readonly IGlslCompiler _compiler;
    private int _compilationCount;

    /// <summary>Finds the compiler: shaderc's library, or its program <c>glslc</c>.</summary>
    /// <param name="cache">Where results are kept; null keeps none.</param>
    /// <exception cref="SweepException">shaderc is not installed.</exception>
    public ShaderCompiler(CacheFolder? cache)
        : this(cache, Find())
    {
    }

    internal ShaderCompiler(CacheFolder? cache, IGlslCompiler compiler)
    {
        (_cache, _compiler) = (cache, compiler);
    }

    /// <summary>Which compiler it is, with its version.</summary>
    public string Identity => _compiler.Identity;

    /// <summary>Number of shaders that were compiled, not found in the cache.</summary>
    internal int CompilationCount => _compilationCount;

    /// <summary>Compiles a shader, or takes the result of an earlier run.</summary>
    /// <param name="source">The whole text, includes expanded.</param>
    /// <param name="fileName">The file to name in messages.</param>
    /// <exception cref="ShaderException">The text has errors.</exception>
    public uint[] Compile(string source, string fileName)
    {
        ArgumentNullException.ThrowIfNull(source);
        CacheFile? file = _cache?.File("shaders", Key(source) + ".spv");
        if (file?.Read() is { } cached && TryWords(cached) is { } words)
        {
            return words;
        }

        uint[] compiled = _compiler.Compile(source, fileName, IsOptimized(source));
        Interlocked.Increment(ref _compilationCount);
        file?.Write(MemoryMarshal.AsBytes(compiled.AsSpan()));
        return compiled;
    }

    /// <summary>Whether it knows an extension of GLSL, such as <c>GL_KHR_cooperative_matrix</c>.</summary>
    public bool Knows(string extension)
    {
        try
        {
            Compile($"#version 450\n#extension {extension} : require\nlayout(local_size_x = 1) in;\nvoid main() {{\n}}\n", extension);
            return true;
        }
        catch (Exception error) when (error is ShaderException or SweepException)
        {
            return false;
        }
    }

    /// <summary>Releases the compiler; a second call does nothing.</summary>
    public void Dispose() => _compiler.Dispose();

    private static IGlslCompiler Find()
    {
        if (ShadercLibrary.TryLoad(out string libraryProblem) is { } library)
        {
            return library;
        }

        return GlslcProgram.TryFind(out string programProblem) is { } program
            ? program
            : throw new SweepException(
                ExitCode.NoDevice,
                $"The shader compiler shaderc is missing. Its library: {libraryProblem} Its program: {programProblem}.{Doctor.Pointer}");
    }

    // spirv-opt miscompiles cooperative matrices in old releases; drivers optimise anyway.
    private static bool IsOptimized(string source) => !CooperativeMatrixExtension.All.Any(extension => source.Contains($"#extension {extension.Glsl}", StringComparison.Ordinal));

    private static uint[]? TryWords(byte[] bytes)
    {
        if (bytes.Length < sizeof(uint) || bytes.Length % sizeof(uint) != 0)
        {
            return null;
        }

        uint[] words = MemoryMarshal.Cast<byte, uint>(bytes).ToArray();
        return words[0] == SpirvMagic ? words : null;
    }

    private string Key(string source) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{Options} {(IsOptimized(source) ? "performance" : "unoptimized")}\n{_compiler.Identity}\n{source}")));
}
