using Silk.NET.Core.Contexts;

namespace Silk.NET.Shaderc;

/// <summary>The shaderc functions this project calls, under the names and in the shapes of Silk.NET.Shaderc.</summary>
internal sealed unsafe class Shaderc : IDisposable
{
    private readonly INativeContext _context;
    private readonly nint _compilerInitialize;
    private readonly nint _compilerRelease;
    private readonly nint _optionsInitialize;
    private readonly nint _optionsRelease;
    private readonly nint _setOptimizationLevel;
    private readonly nint _setTargetEnv;
    private readonly nint _setTargetSpirv;
    private readonly nint _compileIntoSpv;
    private readonly nint _resultRelease;
    private readonly nint _resultGetLength;
    private readonly nint _resultGetStatus;
    private readonly nint _resultGetBytes;
    private readonly nint _resultGetErrorMessage;
    private readonly nint _getSpvVersion;

    private Shaderc(INativeContext context)
    {
        _context = context;
        _compilerInitialize = context.GetProcAddress("shaderc_compiler_initialize");
        _compilerRelease = context.GetProcAddress("shaderc_compiler_release");
        _optionsInitialize = context.GetProcAddress("shaderc_compile_options_initialize");
        _optionsRelease = context.GetProcAddress("shaderc_compile_options_release");
        _setOptimizationLevel = context.GetProcAddress("shaderc_compile_options_set_optimization_level");
        _setTargetEnv = context.GetProcAddress("shaderc_compile_options_set_target_env");
        _setTargetSpirv = context.GetProcAddress("shaderc_compile_options_set_target_spirv");
        _compileIntoSpv = context.GetProcAddress("shaderc_compile_into_spv");
        _resultRelease = context.GetProcAddress("shaderc_result_release");
        _resultGetLength = context.GetProcAddress("shaderc_result_get_length");
        _resultGetStatus = context.GetProcAddress("shaderc_result_get_compilation_status");
        _resultGetBytes = context.GetProcAddress("shaderc_result_get_bytes");
        _resultGetErrorMessage = context.GetProcAddress("shaderc_result_get_error_message");
        _getSpvVersion = context.GetProcAddress("shaderc_get_spv_version");
    }

    private static IReadOnlyList<string> LibraryNames =>
        OperatingSystem.IsWindows() ? ["shaderc_shared.dll"]
        : OperatingSystem.IsMacOS() ? ["libshaderc_shared.1.dylib", "/opt/homebrew/lib/libshaderc_shared.1.dylib", "/usr/local/lib/libshaderc_shared.1.dylib"]
        : ["libshaderc.so.1", "libshaderc_shared.so.1", "libshaderc_shared.so"];

    public static Shaderc GetApi() => new(new NativeLibraryContext(LibraryNames));

    public Compiler* CompilerInitialize() => ((delegate* unmanaged<Compiler*>)_compilerInitialize)();

    public void CompilerRelease(Compiler* arg0) => ((delegate* unmanaged<Compiler*, void>)_compilerRelease)(arg0);

    public CompileOptions* CompileOptionsInitialize() => ((delegate* unmanaged<CompileOptions*>)_optionsInitialize)();

    public void CompileOptionsRelease(CompileOptions* options) => ((delegate* unmanaged<CompileOptions*, void>)_optionsRelease)(options);

    public void CompileOptionsSetOptimizationLevel(CompileOptions* options, OptimizationLevel level) =>
        ((delegate* unmanaged<CompileOptions*, OptimizationLevel, void>)_setOptimizationLevel)(options, level);

    public void CompileOptionsSetTargetEnv(CompileOptions* options, TargetEnv target, uint version) =>
        ((delegate* unmanaged<CompileOptions*, TargetEnv, uint, void>)_setTargetEnv)(options, target, version);

    public void CompileOptionsSetTargetSpirv(CompileOptions* options, SpirvVersion version) =>
        ((delegate* unmanaged<CompileOptions*, SpirvVersion, void>)_setTargetSpirv)(options, version);

    public CompilationResult* CompileIntoSpv(
        Compiler* compiler,
        byte* source_text,
        nuint source_text_size,
        ShaderKind shader_kind,
        byte* input_file_name,
        byte* entry_point_name,
        CompileOptions* additional_options) =>
        ((delegate* unmanaged<Compiler*, byte*, nuint, ShaderKind, byte*, byte*, CompileOptions*, CompilationResult*>)_compileIntoSpv)(
            compiler, source_text, source_text_size, shader_kind, input_file_name, entry_point_name, additional_options);

    public void ResultRelease(CompilationResult* result) => ((delegate* unmanaged<CompilationResult*, void>)_resultRelease)(result);

    public nuint ResultGetLength(CompilationResult* result) => ((delegate* unmanaged<CompilationResult*, nuint>)_resultGetLength)(result);

    public CompilationStatus ResultGetCompilationStatus(CompilationResult* arg0) =>
        ((delegate* unmanaged<CompilationResult*, CompilationStatus>)_resultGetStatus)(arg0);

    public byte* ResultGetBytes(CompilationResult* result) => ((delegate* unmanaged<CompilationResult*, byte*>)_resultGetBytes)(result);

    public byte* ResultGetErrorMessage(CompilationResult* result) =>
        ((delegate* unmanaged<CompilationResult*, byte*>)_resultGetErrorMessage)(result);

    public void GetSpvVersion(uint* version, uint* revision) =>
        ((delegate* unmanaged<uint*, uint*, void>)_getSpvVersion)(version, revision);

    public void Dispose() => _context.Dispose();
}
