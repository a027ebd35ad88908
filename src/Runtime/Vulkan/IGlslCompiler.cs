namespace SweepDsl.Runtime.Vulkan;

/// <summary>shaderc in one of its forms: compiles a GLSL compute shader to SPIR-V 1.5 for Vulkan 1.2.</summary>
internal interface IGlslCompiler : IDisposable
{
    /// <summary>What it is, with its version: results of one are not taken for those of another.</summary>
    string Identity { get; }

    /// <param name="source">The whole text.</param>
    /// <param name="fileName">The file to name in messages.</param>
    /// <param name="isOptimized">Whether shaderc's optimizer runs over the result, for speed.</param>
    /// <exception cref="ShaderException">The text has errors.</exception>
    uint[] Compile(string source, string fileName, bool isOptimized);
}
