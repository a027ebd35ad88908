using System.Collections.Immutable;
using SweepDsl.Runtime.Vulkan;

namespace SweepDsl.Runtime.Kernels;

/// <summary>Compiles the kernels that dispatches name and keeps their pipelines: one for each combination of kernel, snippets and specialization constants.</summary>
/// <param name="device">Where they run.</param>
/// <param name="compiler">Makes SPIR-V of GLSL.</param>
/// <param name="source">Where the GLSL is.</param>
public sealed class KernelLibrary(GpuDevice device, ShaderCompiler compiler, ShaderSource source) : IDisposable
{
    private readonly Dictionary<string, uint[]> _modules = [];
    private readonly Dictionary<string, ComputePipeline> _pipelines = [];

    /// <summary>The shaders beside the program.</summary>
    public static string ShaderFolder => Path.Combine(AppContext.BaseDirectory, "shaders");

    /// <summary>Where its kernels run.</summary>
    public GpuDevice Device { get; } = device;

    /// <summary>The pipeline of a dispatch, compiled on first use.</summary>
    /// <exception cref="ShaderException">The kernel does not compile; the message is the compiler's, at the user's file and line.</exception>
    /// <exception cref="InvalidDataException">An include of the kernel cannot be resolved.</exception>
    public ComputePipeline PipelineOf(Dispatch dispatch)
    {
        string module = ModuleKey(dispatch);
        string key = $"{module}({string.Join(',', dispatch.Specialization)})";
        if (!_pipelines.TryGetValue(key, out ComputePipeline? pipeline))
        {
            pipeline = new ComputePipeline(Device, new ComputePipelineDescription
            {
                Label = key,
                Spirv = ModuleOf(dispatch, module),
                Specialization = Constants(dispatch),
                Bindings = [.. dispatch.Kernel.Buffers.Select(buffer => buffer.IsTexels ? BindingKind.TexelBuffer : BindingKind.StorageBuffer)],
                Subgroups = dispatch.Subgroups,
                PushConstantBytes = dispatch.Kernel.PushConstantBytes,
            });
            _pipelines.Add(key, pipeline);
        }

        return pipeline;
    }

    /// <summary>Whether its kernels can be compiled with an extension of GLSL.</summary>
    public bool Knows(string extension) => compiler.Knows(extension);

    /// <summary>Releases the pipelines; what was recorded with them must be gone by then.</summary>
    public void Dispose()
    {
        foreach (ComputePipeline pipeline in _pipelines.Values)
        {
            pipeline.Dispose();
        }

        _pipelines.Clear();
    }

    private static string ModuleKey(Dispatch dispatch) => dispatch.Snippets.IsEmpty
        ? dispatch.Kernel.Name
        : $"{dispatch.Kernel.Name}<{string.Join(',', dispatch.Snippets.Select(snippet => snippet.Path))}>";

    private static ImmutableArray<SpecializationConstant> Constants(Dispatch dispatch) =>
        [.. dispatch.Kernel.SpecializationConstants.Zip(dispatch.Specialization, (constant, bits) => new SpecializationConstant(constant.Id, bits))];

    private uint[] ModuleOf(Dispatch dispatch, string key)
    {
        if (!_modules.TryGetValue(key, out uint[]? words))
        {
            words = compiler.Compile(source.Expand(dispatch.Kernel.Name, dispatch.Snippets), $"shaders/{dispatch.Kernel.Name}.comp");
            _modules.Add(key, words);
        }

        return words;
    }
}
