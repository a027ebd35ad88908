using SweepDsl.Runtime.Kernels;
using SweepDsl.Runtime.Tests.Reference;
using SweepDsl.Runtime.Tests.Vulkan;
using SweepDsl.Runtime.Vulkan;

namespace SweepDsl.Runtime.Tests.Kernels.Mutants;

/// <summary>The kernels' comparisons with the reference are green, and each turns red on every mutant of its kernel.</summary>
[TestFixtureSource(typeof(TestDevices), nameof(TestDevices.All))]
public sealed class KernelMutantTests(string deviceIndex)
{
    private GpuDevice? _device;

    private GpuDevice Device => _device ??= TestDevices.Open(deviceIndex);

    [OneTimeTearDown]
    public void CloseDevice() => _device?.Dispose();

    [TestCaseSource(typeof(KernelMutants), nameof(KernelMutants.Comparisons))]
    public void Comparison_is_green(KernelComparison comparison)
    {
        using KernelBench bench = new(Device, ShaderSource.FromFolder(KernelLibrary.ShaderFolder));

        comparison.Run(bench).AssertWithin(comparison.Name);
    }

    [TestCaseSource(typeof(KernelMutants), nameof(KernelMutants.All))]
    public void Mutant_turns_its_comparison_red(KernelMutant mutant)
    {
        Assert.That(mutant.Fits, $"'{mutant.Find}' is no longer in {mutant.File}: fit the mutant to the kernel's new text");
        using KernelBench bench = new(Device, mutant.Source);

        Comparison comparison = mutant.Comparison.Run(bench);

        Assert.That(comparison.IsWithin, Is.False, $"{mutant.Comparison.Name} stays green: worst error / bound {comparison.WorstRatio:G3}");
    }
}
