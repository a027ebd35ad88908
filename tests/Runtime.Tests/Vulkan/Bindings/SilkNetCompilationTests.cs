using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace SweepDsl.Runtime.Tests.Vulkan.Bindings;

/// <summary>The Vulkan layer compiled against the real Silk.NET.Vulkan. The two packages that cannot be restored everywhere are stood in for.</summary>
public sealed class SilkNetCompilationTests
{
    private const string ImplicitUsings = """
        global using System;
        global using System.Collections.Generic;
        global using System.IO;
        global using System.Linq;
        global using System.Threading;
        global using System.Threading.Tasks;
        """;

    // The members of Silk.NET.Vulkan.Extensions.EXT that the layer uses, in that package's shapes.
    private const string DebugUtils = """
        using Silk.NET.Core.Contexts;
        using Silk.NET.Core.Native;
        namespace Silk.NET.Vulkan.Extensions.EXT;
        public unsafe class ExtDebugUtils(INativeContext ctx) : NativeExtension<Vk>(ctx)
        {
            public const string ExtensionName = "VK_EXT_debug_utils";
            public Result CreateDebugUtilsMessenger(Instance instance, ref readonly DebugUtilsMessengerCreateInfoEXT pCreateInfo, AllocationCallbacks* pAllocator, out DebugUtilsMessengerEXT pMessenger) => throw null!;
            public void DestroyDebugUtilsMessenger(Instance instance, DebugUtilsMessengerEXT messenger, AllocationCallbacks* pAllocator) => throw null!;
            public Result SetDebugUtilsObjectName(Device device, ref readonly DebugUtilsObjectNameInfoEXT pNameInfo) => throw null!;
            public void CmdBeginDebugUtilsLabel(CommandBuffer commandBuffer, ref readonly DebugUtilsLabelEXT pLabelInfo) => throw null!;
            public void CmdEndDebugUtilsLabel(CommandBuffer commandBuffer) => throw null!;
        }
        """;

    [Test]
    public void The_layer_compiles_against_the_package()
    {
        IEnumerable<string> libraries = [.. PlatformAssemblies(), .. SilkNetPackage.Paths];
        CSharpCompilation compilation = CSharpCompilation.Create(
            "Layer",
            [.. Sources().Append(ImplicitUsings).Append(DebugUtils).Select(source => CSharpSyntaxTree.ParseText(source, new CSharpParseOptions(LanguageVersion.Preview)))],
            libraries.Select(library => MetadataReference.CreateFromFile(library)),
            new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary, allowUnsafe: true, nullableContextOptions: NullableContextOptions.Enable));

        IEnumerable<Diagnostic> problems = compilation.GetDiagnostics().Where(diagnostic => diagnostic.Severity >= DiagnosticSeverity.Warning);

        Assert.That(problems, Is.Empty);
    }

    private static IEnumerable<string> Sources()
    {
        string runtime = Path.Combine(RepositoryFolder.FullPath, "src", "Runtime");
        string bindings = Path.Combine(runtime, "Vulkan", "Bindings");
        return Directory.EnumerateFiles(Path.Combine(runtime, "Vulkan"), "*.cs", SearchOption.AllDirectories)
            .Where(file => !file.StartsWith(bindings, StringComparison.Ordinal))
            .Concat(Directory.EnumerateFiles(Path.Combine(bindings, "Shaderc"), "*.cs"))
            .Append(Path.Combine(bindings, "Core", "NativeLibraryContext.cs"))
            .Append(Path.Combine(runtime, "ExitCode.cs"))
            .Append(Path.Combine(runtime, "UserCache.cs"))
            .Append(Path.Combine(runtime, "SweepException.cs"))
            .Select(File.ReadAllText);
    }

    private static string[] PlatformAssemblies() =>
        [.. ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator)
            .Where(file => Path.GetFileName(file).StartsWith("System.", StringComparison.Ordinal) || Path.GetFileName(file) is "netstandard.dll" or "mscorlib.dll")];
}
