namespace SweepDsl.Runtime.Vulkan;

/// <summary>A compiler that is elsewhere: only what it compiled is here.</summary>
/// <param name="identity">What it said of itself.</param>
internal sealed class AbsentCompiler(string identity) : IGlslCompiler
{
    public string Identity { get; } = identity;

    public uint[] Compile(string source, string fileName, bool isOptimized) => throw new SweepException(
        ExitCode.NoDevice, $"{fileName} is not among the kernels compiled beforehand, or its file is damaged. Copy the published folder again, or publish anew.");

    public void Dispose()
    {
        // There is nothing here.
    }
}
