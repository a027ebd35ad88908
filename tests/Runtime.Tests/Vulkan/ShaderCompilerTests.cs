using SweepDsl.Runtime.Vulkan;

namespace SweepDsl.Runtime.Tests.Vulkan;

public sealed class ShaderCompilerTests
{
    private string _folder = "";

    [SetUp]
    public void MakeFolder() => _folder = Directory.CreateTempSubdirectory("sweep test ").FullName;

    [TearDown]
    public void RemoveFolder() => Directory.Delete(_folder, recursive: true);

    [Test]
    public void A_shader_is_compiled_once_and_then_taken_from_the_cache()
    {
        using ShaderCompiler first = new(new CacheFolder(_folder));
        using ShaderCompiler second = new(new CacheFolder(_folder));

        uint[] compiled = first.Compile(TestShaders.Scale, "scale.comp");
        uint[] cached = second.Compile(TestShaders.Scale, "scale.comp");

        Assert.That(compiled[0], Is.EqualTo(0x07230203));
        Assert.That(cached, Is.EqualTo(compiled));
        Assert.That((first.CompilationCount, second.CompilationCount), Is.EqualTo((1, 0)));
        Assert.That(Directory.EnumerateFiles(_folder, "*.tmp", SearchOption.AllDirectories), Is.Empty);
    }

    [Test]
    public void A_changed_text_is_compiled_anew()
    {
        using ShaderCompiler compiler = new(new CacheFolder(_folder));

        compiler.Compile(TestShaders.Scale, "scale.comp");
        compiler.Compile(TestShaders.Scale.Replace("+ shift", "- shift", StringComparison.Ordinal), "scale.comp");

        Assert.That(compiler.CompilationCount, Is.EqualTo(2));
    }

    [Test]
    public void A_damaged_entry_is_compiled_anew_and_mended([Values(0, 7, 8, 39, 40, 60, -1)] int position, [Values] bool isCut)
    {
        using ShaderCompiler compiler = new(new CacheFolder(_folder));
        uint[] compiled = compiler.Compile(TestShaders.Scale, "scale.comp");
        string entry = Directory.EnumerateFiles(_folder, "*.spv", SearchOption.AllDirectories).Single();
        byte[] bytes = File.ReadAllBytes(entry);
        int index = position < 0 ? bytes.Length - 1 : position;
        byte[] damaged = isCut ? bytes[..index] : [.. bytes[..index], (byte)(bytes[index] ^ 1), .. bytes[(index + 1)..]];
        File.WriteAllBytes(entry, damaged);

        Assert.That(compiler.Compile(TestShaders.Scale, "scale.comp"), Is.EqualTo(compiled));
        Assert.That(compiler.CompilationCount, Is.EqualTo(2));
        Assert.That(File.ReadAllBytes(entry), Is.EqualTo(bytes));
    }

    [Test]
    public void A_cache_that_cannot_be_written_is_done_without()
    {
        string file = Path.Combine(_folder, "a file, no folder");
        File.WriteAllText(file, "");
        using ShaderCompiler compiler = new(new CacheFolder(file));

        Assert.That(compiler.Compile(TestShaders.Scale, "scale.comp"), Is.Not.Empty);
    }

    [Test]
    public void An_error_names_the_file_and_the_line()
    {
        using ShaderCompiler compiler = new(cache: null);

        ShaderException? error = Assert.Throws<ShaderException>(() => compiler.Compile("#version 450\nvoid main() { x = 1; }\n", "broken.comp"));

        Assert.That(error!.Message, Does.StartWith("The shader broken.comp does not compile:").And.Contain("broken.comp:2: error: 'x'"));
    }

    [TestCase("")]
    [TestCase("#version 450\n")]
    [TestCase("\0")]
    [TestCase("no shader at all \u20ac")]
    public void What_is_no_shader_is_an_error(string source)
    {
        using ShaderCompiler compiler = new(cache: null);

        Assert.That(() => compiler.Compile(source, "broken.comp"), Throws.TypeOf<ShaderException>());
    }

    [Test]
    public void Many_threads_get_the_same_result()
    {
        using ShaderCompiler compiler = new(new CacheFolder(_folder));
        uint[][] results = new uint[8][];

        Parallel.For(0, results.Length, i => results[i] = compiler.Compile(TestShaders.Scale, "scale.comp"));

        Assert.That(results, Is.All.EqualTo(results[0]));
    }

    [Test]
    public void A_program_that_is_not_there_is_told() =>
        Assert.That(GlslcProgram.TryFind(out string problem, "no-such-glslc") is null && problem.Contains("'no-such-glslc' cannot be run", StringComparison.Ordinal));
}
