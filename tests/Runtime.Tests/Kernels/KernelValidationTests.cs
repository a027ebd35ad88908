using SweepDsl.Runtime.Kernels;
using SweepDsl.Runtime.Tests.Kernels.Mutants;
using SweepDsl.Runtime.Tests.Vulkan;
using SweepDsl.Runtime.Vulkan;

namespace SweepDsl.Runtime.Tests.Kernels;

[TestFixtureSource(typeof(TestDevices), nameof(TestDevices.All))]
public sealed class KernelValidationTests(string deviceIndex)
{
    [Test]
    public void The_validation_layer_has_nothing_to_say_about_any_kernel()
    {
        using GpuDevice device = TestDevices.Open(deviceIndex, isValidated: true);
        using KernelBench bench = new(device, ShaderSource.FromFolder(KernelLibrary.ShaderFolder));

        foreach (KernelComparison comparison in KernelMutants.Comparisons)
        {
            comparison.Run(bench).AssertWithin(comparison.Name);
        }

        Assert.That(device.ValidationMessages, Is.Empty);
    }
}
