namespace Silk.NET.Shaderc;

// Opaque: used only behind pointers.
internal struct Compiler;

internal struct CompileOptions;

internal struct CompilationResult;
