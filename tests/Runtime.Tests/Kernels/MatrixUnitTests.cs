using SweepDsl.Runtime.Kernels;
using SweepDsl.Runtime.Kernels.Precompiled;
using SweepDsl.Runtime.Kernels.Tuning;
using SweepDsl.Runtime.Tests.Vulkan;
using SweepDsl.Runtime.Vulkan;

namespace SweepDsl.Runtime.Tests.Kernels;

/// <summary>Units for matrices are used when their kernels compile and their sums are right, and not otherwise.</summary>
[TestFixtureSource(typeof(TestDevices), nameof(TestDevices.All))]
public sealed class MatrixUnitTests(string deviceIndex)
{
    // SPIR-V's header has five words; capabilities follow at once.
    private const int HeaderWords = 5;
    private const uint OpCapability = 2 << 16 | 17;

    private static readonly (string Mistake, string Find, string Replace)[] Mistakes =
    [
        ("terms beyond the end are not zeros", "mix(vec4(0.0), values,", "mix(values, values,"),
        ("the left factor lies the other way", "a_pitch, !a_along_depth)", "a_pitch, a_along_depth)"),
        ("the right factor lies the other way", "b_pitch, b_along_depth)", "b_pitch, !b_along_depth)"),
        ("sums begin with one", "MATRIX_SUMS(0.0)", "MATRIX_SUMS(1.0)"),
        ("a matrix of sums is stored for another", "part_row + i * matrix_rows", "part_row + j * matrix_rows"),
        ("a term is left out", "k += matrix_depth", "k += 2 * matrix_depth"),
    ];

    private static IEnumerable<CooperativeMatrixExtension> Extensions => CooperativeMatrixExtension.All;

    private static IEnumerable<TestCaseData> MistakeCases => Mistakes.Select(mistake => new TestCaseData(mistake.Find, mistake.Replace).SetArgDisplayNames(mistake.Mistake));

    [Test]
    public void A_device_that_reports_none_has_none()
    {
        using GpuDevice device = TestDevices.Open(deviceIndex);
        Assume.That(device.Info.CooperativeMatrices, Is.Empty);
        using KernelBench bench = new(device, ShaderSource.FromFolder(KernelLibrary.ShaderFolder));

        Assert.That(MatrixUnits.Find(bench.Library, out string? refusal), Is.Null);
        Assert.That(refusal, Is.Null);
    }

    [TestCaseSource(nameof(MistakeCases))]
    public void Units_that_give_wrong_sums_are_refused(string find, string replace)
    {
        using GpuDevice device = TestDevices.Open(deviceIndex);
        using KernelBench right = new(device, ShaderSource.FromFolder(KernelLibrary.ShaderFolder));
        Assume.That(MatrixUnits.Find(right.Library, out string? missing), Is.Not.Null, missing ?? "the device has no units for matrices of float16");
        bool isThere = false;
        using KernelBench wrong = new(device, new ShaderSource(path =>
        {
            string text = File.ReadAllText(Path.Combine(KernelLibrary.ShaderFolder, path));
            isThere |= path == "include/cooperative_product.glsl" && text.Contains(find, StringComparison.Ordinal);
            return text.Replace(find, replace, StringComparison.Ordinal);
        }));

        Assert.That(MatrixUnits.Find(wrong.Library, out string? refusal), Is.Null);
        Assert.That(refusal, Does.Contain("wrongly"));
        Assert.That(isThere, $"'{find}' is no longer in the kernel: fit the mistake to its new text");
    }

    [TestCaseSource(nameof(Extensions))]
    public void Kernels_with_an_extension_compile_where_the_compiler_knows_it(CooperativeMatrixExtension extension)
    {
        using ShaderCompiler compiler = new(cache: null);
        Assume.That(compiler.Knows(extension.Glsl), $"{compiler.Identity} does not know {extension.Glsl}");
        ShaderSource source = ShaderSource.FromFolder(KernelLibrary.ShaderFolder);
        KernelModule[] modules = [.. KernelModule.AllOf(KernelLibrary.ShaderFolder).Where(module => module.Matrices == extension)];
        uint capability = extension == CooperativeMatrixExtension.Khr ? 6022u : 5357u;

        Assert.That(modules.Select(module => module.Kernel).Distinct().Count(), Is.EqualTo(6));
        foreach (KernelModule module in modules.DistinctBy(module => module.Kernel))
        {
            uint[] words = compiler.Compile(source.Expand(module.Kernel, module.Snippets), module.Kernel);

            Assert.That(Capabilities(words), Does.Contain(capability), module.Kernel);
        }
    }

    [Test]
    public void A_compiler_that_does_not_know_an_extension_says_so()
    {
        using ShaderCompiler compiler = new(cache: null);

        Assert.That(compiler.Knows("GL_KHR_shader_subgroup_basic"));
        Assert.That(compiler.Knows("GL_KHR_no_such_extension"), Is.False);
    }

    [Test]
    public void Matrices_are_multiplied_in_float16_alone() => Assert.That(
        KernelModule.AllOf(KernelLibrary.ShaderFolder).Where(module => module.Matrices is not null), Is.All.Matches<KernelModule>(module => module.Snippets.Contains(ElementType.Float16.Snippet)));

    private static IEnumerable<uint> Capabilities(uint[] words)
    {
        for (int i = HeaderWords; words[i] == OpCapability; i += 2)
        {
            yield return words[i + 1];
        }
    }
}
