namespace Silk.NET.Shaderc;

internal enum ShaderKind
{
    VertexShader = 0,
    FragmentShader = 1,
    ComputeShader = 2,
}

internal enum CompilationStatus
{
    Success = 0,
    InvalidStage = 1,
    CompilationError = 2,
    InternalError = 3,
    NullResultObject = 4,
    InvalidAssembly = 5,
    ValidationError = 6,
    TransformationError = 7,
    ConfigurationError = 8,
}

internal enum OptimizationLevel
{
    Zero = 0,
    Size = 1,
    Performance = 2,
}

internal enum TargetEnv
{
    Vulkan = 0,
}

internal enum EnvVersion
{
    Vulkan10 = 0x400000,
    Vulkan11 = 0x401000,
    Vulkan12 = 0x402000,
    Vulkan13 = 0x403000,
}

internal enum SpirvVersion
{
    Shaderc10 = 0x10000,
    Shaderc13 = 0x10300,
    Shaderc14 = 0x10400,
    Shaderc15 = 0x10500,
    Shaderc16 = 0x10600,
}
