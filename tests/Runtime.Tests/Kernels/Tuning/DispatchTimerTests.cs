using SweepDsl.Runtime.Kernels;
using SweepDsl.Runtime.Kernels.Planning;
using SweepDsl.Runtime.Kernels.Tuning;
using SweepDsl.Runtime.Tests.Vulkan;
using SweepDsl.Runtime.Vulkan;

namespace SweepDsl.Runtime.Tests.Kernels.Tuning;

/// <summary>What is measured is the machine's; that something was measured, and how, is ours.</summary>
[TestFixtureSource(typeof(TestDevices), nameof(TestDevices.All))]
public sealed class DispatchTimerTests(string deviceIndex)
{
    [Test]
    public void Times_dispatches_that_depend_on_one_another()
    {
        using GpuDevice device = TestDevices.Open(deviceIndex);
        using ShaderCompiler compiler = new(cache: null);
        using KernelLibrary library = new(device, compiler, ShaderSource.FromFolder(KernelLibrary.ShaderFolder));
        BufferView values = View(BufferLifetime.Persistent);

        DispatchTiming timing = new DispatchTimer(library).Measure([Relu(values), Relu(values)], rounds: 3);

        Assert.That(timing.Rounds, Is.EqualTo(3));
        Assert.That(timing.Repeats, Is.Positive);
        Assert.That(timing.FastestSeconds, Is.Positive);
        Assert.That(timing.MedianSeconds, Is.GreaterThanOrEqualTo(timing.FastestSeconds));
    }

    [Test]
    public void Times_products_of_float16([Values] ProductDirection direction)
    {
        using GpuDevice device = TestDevices.Open(deviceIndex);
        Assume.That(device.Info.Features.HasFlag(GpuFeatures.Storage16Bit), "the device has no 16-bit storage");
        using ShaderCompiler compiler = new(cache: null);
        using KernelLibrary library = new(device, compiler, ShaderSource.FromFolder(KernelLibrary.ShaderFolder));
        ImmutableArray<Dispatch> dispatches = ProductDispatches.Of(ProductProblem.Dense(direction, 9, 7, 5, ElementType.Float16), DefaultTiles.For(device.Info), "halves");

        Assert.That(new DispatchTimer(library).Measure(dispatches, rounds: 1).MedianSeconds, Is.Positive);
        Assert.That(dispatches[0].Buffers.Select(view => view.Elements), Does.Contain(ElementType.Float16));
    }

    [Test]
    public void Refuses_transient_buffers()
    {
        using GpuDevice device = TestDevices.Open(deviceIndex);
        using ShaderCompiler compiler = new(cache: null);
        using KernelLibrary library = new(device, compiler, ShaderSource.FromFolder(KernelLibrary.ShaderFolder));

        Assert.That(
            () => new DispatchTimer(library).Measure([Relu(View(BufferLifetime.Transient))]),
            Throws.ArgumentException.With.Message.Contains("values (4096 B, Transient) is transient"));
    }

    private static Dispatch Relu(BufferView values) => ActivationKernels.Forward(Activations.Relu, 1024, values, values, "relu");

    private static BufferView View(BufferLifetime lifetime) => new LogicalBuffer("values", 4096, lifetime).View;
}
