using Silk.NET.Shaderc;
using ShadercApi = Silk.NET.Shaderc.Shaderc;

namespace SweepDsl.Runtime.Vulkan;

/// <summary>shaderc as a library in this process.</summary>
internal sealed unsafe class ShadercLibrary : IGlslCompiler
{
    private readonly ShadercApi _shaderc;
    private readonly Lock _gate = new();
    private Compiler* _compiler;

    private ShadercLibrary(ShadercApi shaderc)
    {
        _shaderc = shaderc;
        uint version;
        uint revision;
        shaderc.GetSpvVersion(&version, &revision);
        Identity = $"libshaderc {version:x}.{revision}";
        _compiler = shaderc.CompilerInitialize();
    }

    public string Identity { get; }

    /// <summary>Loads the library; null, and why, when that fails.</summary>
    public static ShadercLibrary? TryLoad(out string problem)
    {
        try
        {
            problem = "";
            return new ShadercLibrary(ShadercApi.GetApi());
        }
        catch (Exception error) when (error is DllNotFoundException or FileNotFoundException or EntryPointNotFoundException)
        {
            problem = error.Message;
            return null;
        }
    }

    public uint[] Compile(string source, string fileName, bool isOptimized)
    {
        byte[] text = NativeText.Terminated(source);
        lock (_gate)
        {
            ObjectDisposedException.ThrowIf(_compiler == null, this);
            CompileOptions* options = _shaderc.CompileOptionsInitialize();
            CompilationResult* result = null;
            try
            {
                _shaderc.CompileOptionsSetTargetEnv(options, TargetEnv.Vulkan, (uint)EnvVersion.Vulkan12);
                _shaderc.CompileOptionsSetTargetSpirv(options, SpirvVersion.Shaderc15);
                _shaderc.CompileOptionsSetOptimizationLevel(options, isOptimized ? OptimizationLevel.Performance : OptimizationLevel.Zero);
                fixed (byte* sourceText = text)
                fixed (byte* inputName = NativeText.Terminated(fileName))
                fixed (byte* entryPoint = "main\0"u8)
                {
                    result = _shaderc.CompileIntoSpv(
                        _compiler, sourceText, (nuint)text.Length - 1, ShaderKind.ComputeShader, inputName, entryPoint, options);
                }

                return _shaderc.ResultGetCompilationStatus(result) == CompilationStatus.Success
                    ? new ReadOnlySpan<uint>(_shaderc.ResultGetBytes(result), (int)(_shaderc.ResultGetLength(result) / sizeof(uint))).ToArray()
                    : throw new ShaderException(fileName, NativeText.Read(_shaderc.ResultGetErrorMessage(result)));
            }
            finally
            {
                _shaderc.ResultRelease(result);
                _shaderc.CompileOptionsRelease(options);
            }
        }
    }

    public void Dispose()
    {
        lock (_gate)
        {
            if (_compiler != null)
            {
                _shaderc.CompilerRelease(_compiler);
                _compiler = null;
                _shaderc.Dispose();
            }
        }
    }
}
