namespace SweepDsl.Runtime.Vulkan;

/// <summary>A shader does not compile.</summary>
/// <param name="fileName">The shader's file.</param>
/// <param name="log">The compiler's messages, with file and line.</param>
public sealed class ShaderException(string fileName, string log) : Exception($"The shader {fileName} does not compile:\n{log.TrimEnd()}")
{
    /// <summary>The shader's file.</summary>
    public string FileName { get; } = fileName;

    /// <summary>The compiler's messages.</summary>
    public string Log { get; } = log;
}
