using Silk.NET.Vulkan;

namespace SweepDsl.Runtime.Vulkan;

/// <summary>What <see cref="Doctor"/> looks at; tests put a made-up machine in its place.</summary>
internal sealed record DoctorSurroundings
{
    /// <summary>The devices; throws a <see cref="SweepException"/> when Vulkan itself is missing.</summary>
    public Func<IReadOnlyList<GpuDeviceInfo>> Devices { get; init; } = GpuDevice.Enumerate;

    /// <summary>Name and version of the shader compiler; throws a <see cref="SweepException"/> when there is none.</summary>
    public Func<string> ShaderCompiler { get; init; } = ReadShaderCompiler;

    /// <summary>Whether the validation layer is installed.</summary>
    public Func<bool> HasValidation { get; init; } = ReadValidation;

    /// <summary>Whether a file or folder exists.</summary>
    public Func<string, bool> PathExists { get; init; } = Path.Exists;

    /// <summary>Whether a file can be read and written by this user.</summary>
    public Func<string, bool> IsWritable { get; init; } = ReadIsWritable;

    /// <summary>An environment variable.</summary>
    public Func<string, string?> Variable { get; init; } = Environment.GetEnvironmentVariable;

    /// <summary>The device files of GPUs.</summary>
    public Func<IReadOnlyList<string>> RenderNodes { get; init; } = ReadRenderNodes;

    private static string ReadShaderCompiler()
    {
        using ShaderCompiler compiler = new(cache: null);
        return compiler.Identity;
    }

    private static bool ReadValidation()
    {
        using VulkanInstance instance = VulkanInstance.Create(Vk.GetApi, isValidated: false);
        return InstanceProperties.Layers(instance.Vk).Contains(VulkanInstance.ValidationLayer);
    }

    private static bool ReadIsWritable(string path)
    {
        try
        {
            using FileStream file = new(path, FileMode.Open, FileAccess.ReadWrite);
            return true;
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }

    private static IReadOnlyList<string> ReadRenderNodes() =>
        Directory.Exists("/dev/dri") ? [.. Directory.EnumerateFiles("/dev/dri", "renderD*").Order(StringComparer.Ordinal)] : [];
}
