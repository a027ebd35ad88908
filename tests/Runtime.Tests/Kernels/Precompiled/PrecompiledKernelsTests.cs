using SweepDsl.Runtime.Kernels;
using SweepDsl.Runtime.Kernels.Precompiled;
using SweepDsl.Runtime.Tests.Data;
using SweepDsl.Runtime.Vulkan;

namespace SweepDsl.Runtime.Tests.Kernels.Precompiled;

/// <summary>Kernels compiled beforehand stand for the shaders they were made of, and for no others.</summary>
public sealed class PrecompiledKernelsTests
{
    private static readonly uint[] Words = [0x07230203, 1, 2, 3];

    private TemporaryFolder _folder;
    private PrecompiledKernels _kernels;

    private string Shaders => _folder.File("shaders");

    [SetUp]
    public void MakeShaders()
    {
        _folder = new TemporaryFolder();
        _kernels = new PrecompiledKernels(_folder.File("spirv"));
        Directory.CreateDirectory(Path.Combine(Shaders, "activations"));
        File.WriteAllText(Path.Combine(Shaders, "plain.comp"), "#version 450\n");
        File.WriteAllText(Path.Combine(Shaders, "with_slot.comp"), "#version 450\n#include \"shared.glsl\"\n");
        File.WriteAllText(Path.Combine(Shaders, "shared.glsl"), "#include <activation>\n");
        File.WriteAllText(Path.Combine(Shaders, "activations", "relu.glsl"), "float relu;\n");
        File.WriteAllText(Path.Combine(Shaders, "activations", "tanh.glsl"), "float tanh;\n");
    }

    [TearDown]
    public void RemoveFolder() => _folder.Dispose();

    [Test]
    public void Every_kernel_is_compiled_with_every_snippet_and_then_needs_no_compiler()
    {
        Assert.That(_kernels.Make(Shaders, Compiler), Is.EqualTo(3));

        using ShaderCompiler compiler = _kernels.TryOpen(Shaders)!;
        Assert.That(compiler.Identity, Is.EqualTo("glslc 1"));
        foreach (KernelModule module in KernelModule.AllOf(Shaders))
        {
            Assert.That(compiler.Compile(ShaderSource.FromFolder(Shaders).Expand(module.Kernel, module.Snippets), "x"), Is.EqualTo(Words));
        }
    }

    [Test]
    public void Kernels_by_an_extension_that_the_compiler_does_not_know_are_left_out()
    {
        Directory.CreateDirectory(Path.Combine(Shaders, "products"));
        Directory.CreateDirectory(Path.Combine(Shaders, "storages"));
        File.WriteAllText(Path.Combine(Shaders, "product.comp"), "#version 450\n#include <storage>\n#include <product>\n");
        File.WriteAllText(Path.Combine(Shaders, "storages", "float16.glsl"), "float storage;\n");
        foreach (string name in (string[])["fma", "cooperative_khr", "cooperative_nv"])
        {
            File.WriteAllText(Path.Combine(Shaders, "products", $"{name}.glsl"), $"float {name};\n");
        }

        Assert.That(_kernels.Make(Shaders, cache => new ShaderCompiler(cache, new FixedCompiler(unknown: "GL_KHR_cooperative_matrix"))), Is.EqualTo(3 + 2));

        using ShaderCompiler compiler = _kernels.TryOpen(Shaders)!;
        Assert.That(compiler.Knows("GL_NV_cooperative_matrix"));
        Assert.That(compiler.Knows("GL_KHR_cooperative_matrix"), Is.False);
    }

    [Test]
    public void A_kernel_that_is_not_among_them_is_told_with_what_to_do()
    {
        _kernels.Make(Shaders, Compiler);
        using ShaderCompiler compiler = _kernels.TryOpen(Shaders)!;

        Assert.That(() => compiler.Compile("other", "shaders/other.comp"),
            Throws.InstanceOf<SweepException>().With.Message.Contains("shaders/other.comp is not among").And.Message.Contains("publish anew"));
    }

    [Test]
    public void Once_a_shader_is_edited_they_no_longer_count()
    {
        _kernels.Make(Shaders, Compiler);
        File.AppendAllText(Path.Combine(Shaders, "shared.glsl"), "// edited\n");

        Assert.That(_kernels.TryOpen(Shaders), Is.Null);
    }

    [TestCase("")]
    [TestCase("{}")]
    [TestCase("[1]")]
    [TestCase("""{"compiler":"glslc 1","shaders":3}""")]
    public void A_damaged_manifest_counts_as_none(string manifest)
    {
        _kernels.Make(Shaders, Compiler);
        File.WriteAllText(_folder.File("spirv/manifest.json"), manifest);

        Assert.That(_kernels.TryOpen(Shaders), Is.Null);
    }

    [Test]
    public void Without_a_folder_there_are_none() => Assert.That(_kernels.TryOpen(Shaders), Is.Null);

    [Test]
    public void Every_slot_of_the_projects_kernels_has_snippets()
    {
        KernelModule[] modules = [.. KernelModule.AllOf(KernelLibrary.ShaderFolder)];

        Assert.That(
            modules.Select(module => module.Kernel).Distinct(),
            Is.EquivalentTo(Directory.EnumerateFiles(KernelLibrary.ShaderFolder, "*.comp").Select(file => Path.GetFileNameWithoutExtension(file))));
        Assert.That(modules, Has.Some.Matches<KernelModule>(module => module.Snippets.Contains(new Snippet("optimizer", "optimizers/adam.glsl"))));
    }

    private static ShaderCompiler Compiler(CacheFolder cache) => new(cache, new FixedCompiler());

    private sealed class FixedCompiler(string? unknown = null) : IGlslCompiler
    {
        public string Identity => "glslc 1";

        public uint[] Compile(string source, string fileName, bool isOptimized) =>
            unknown is not null && source.Contains(unknown, StringComparison.Ordinal) ? throw new ShaderException(fileName, "unknown extension") : Words;

        public void Dispose()
        {
        }
    }
}
