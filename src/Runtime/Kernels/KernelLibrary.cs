using System.Collections.Immutable;
using SweepDsl.Runtime.Vulkan;

namespace SweepDsl.Runtime.Kernels;

/// <summary>
/// Compiles the kernels that dispatches name and keeps their pipelines: one for each combination of kernel, snippets and specialization constants. Sizes are among these constants, so a search
/// over sizes brings new ones with every point: of those that nobody uses any more, only the last ones are kept.
/// </summary>
/// <param name="device">Where they run.</param>
/// <param name="compiler">Makes SPIR-V of GLSL.</param>
/// <param name="source">Where the GLSL is.</param>
public sealed class KernelLibrary(GpuDevice device, ShaderCompiler compiler, ShaderSource source) : IDisposable
{
    private readonly Dictionary<string, uint[]> _modules = [];
    private readonly Dictionary<string, UsedPipeline> _pipelines = [];
    private long _uses;

    /// <summary>The shaders beside the program.</summary>
    public static string ShaderFolder => Path.Combine(AppContext.BaseDirectory, "shaders");

    /// <summary>Where its kernels run.</summary>
    public GpuDevice Device { get; } = device;

    /// <summary>The most pipelines that are kept while nobody uses them; a trial of a common network has some sixty.</summary>
    public int MostUnused { get; init; } = 1024;

    /// <summary>Pipelines that there are.</summary>
    public int Pipelines => _pipelines.Count;

    /// <summary>The pipeline of a dispatch, compiled on first use. It lives until it was given back as often as it was taken, at least, or until the library ends.</summary>
    /// <exception cref="ShaderException">The kernel does not compile; the message is the compiler's, at the user's file and line.</exception>
    /// <exception cref="InvalidDataException">An include of the kernel cannot be resolved.</exception>
    public ComputePipeline Take(Dispatch dispatch)
    {
        string key = PipelineKey(dispatch);
        if (!_pipelines.TryGetValue(key, out UsedPipeline? used))
        {
            used = new UsedPipeline(new ComputePipeline(Device, new ComputePipelineDescription
            {
                Label = key,
                Spirv = ModuleOf(dispatch, ModuleKey(dispatch)),
                Specialization = Constants(dispatch),
                Bindings = [.. dispatch.Kernel.Buffers.Select(buffer => buffer.IsTexels ? BindingKind.TexelBuffer : BindingKind.StorageBuffer)],
                Subgroups = dispatch.Subgroups,
                PushConstantBytes = dispatch.Kernel.PushConstantBytes,
            }));
            _pipelines.Add(key, used);
        }

        used.Users++;
        return used.Pipeline;
    }

    /// <summary>Gives a pipeline back that was taken; what was recorded with it must not run any more.</summary>
    public void GiveBack(Dispatch dispatch)
    {
        if (_pipelines.TryGetValue(PipelineKey(dispatch), out UsedPipeline? used) && --used.Users == 0)
        {
            used.LastUse = ++_uses;
            if (_pipelines.Values.Count(pipeline => pipeline.Users == 0) > MostUnused)
            {
                ForgetOlderHalf();
            }
        }
    }

    /// <summary>Whether its kernels can be compiled with an extension of GLSL.</summary>
    public bool Knows(string extension) => compiler.Knows(extension);

    /// <summary>Releases the pipelines; what was recorded with them must be gone by then.</summary>
    public void Dispose()
    {
        foreach (UsedPipeline used in _pipelines.Values)
        {
            used.Pipeline.Dispose();
        }

        _pipelines.Clear();
    }

    // Many at once, for the device must be idle for it.
    private void ForgetOlderHalf()
    {
        foreach ((string key, UsedPipeline used) in _pipelines.Where(pair => pair.Value.Users == 0).OrderBy(pair => pair.Value.LastUse).Take((MostUnused / 2) + 1).ToArray())
        {
            _pipelines.Remove(key);
            used.Pipeline.Dispose();
        }
    }

    private static string PipelineKey(Dispatch dispatch) => $"{ModuleKey(dispatch)}({string.Join(',', dispatch.Specialization)})";

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

    private sealed class UsedPipeline(ComputePipeline pipeline)
    {
        public ComputePipeline Pipeline { get; } = pipeline;

        public int Users { get; set; }

        public long LastUse { get; set; }
    }
}
