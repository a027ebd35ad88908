using SweepDsl.Runtime.Vulkan;

namespace SweepDsl.Runtime.Kernels.Precompiled;

/// <summary>Finds what makes SPIR-V of the kernels beside this program.</summary>
internal static class KernelCompiler
{
    /// <summary>Kernels compiled beforehand, where they fit the shaders; otherwise the machine's compiler.</summary>
    /// <param name="cache">Where the compiler's results are kept; null keeps none.</param>
    /// <exception cref="SweepException">There is neither.</exception>
    public static ShaderCompiler Open(CacheFolder? cache) =>
        PrecompiledKernels.OfProgram.TryOpen(KernelLibrary.ShaderFolder) ?? new ShaderCompiler(cache);

    /// <summary>What it is, for <c>sweep doctor</c>.</summary>
    /// <exception cref="SweepException">There is none.</exception>
    public static string Describe()
    {
        using ShaderCompiler? precompiled = PrecompiledKernels.OfProgram.TryOpen(KernelLibrary.ShaderFolder);
        if (precompiled is not null)
        {
            return $"not needed: the kernels were compiled beforehand by {precompiled.Identity}";
        }

        using ShaderCompiler compiler = new(cache: null);
        return compiler.Identity;
    }
}
