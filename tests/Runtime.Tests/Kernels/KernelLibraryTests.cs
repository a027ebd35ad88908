using SweepDsl.Runtime.Kernels;
using SweepDsl.Runtime.Kernels.Planning;
using SweepDsl.Runtime.Kernels.Tuning;
using SweepDsl.Runtime.Tests.Vulkan;
using SweepDsl.Runtime.Vulkan;

namespace SweepDsl.Runtime.Tests.Kernels;

/// <summary>How long pipelines are kept, and what programs have in common.</summary>
/// <param name="deviceIndex">Index of the device.</param>
[TestFixtureSource(typeof(TestDevices), nameof(TestDevices.All))]
public sealed class KernelLibraryTests(string deviceIndex)
{
    private const int Count = 64;

    private readonly BenchArray _x = BenchArray.Of(new double[Count]);
    private readonly BenchArray _y = BenchArray.Of(new double[Count]);

    private GpuDevice _device;
    private ShaderCompiler _compiler;

    [OneTimeSetUp]
    public void Open()
    {
        _device = TestDevices.Open(deviceIndex);
        _compiler = new ShaderCompiler(CacheFolder.Default);
    }

    [OneTimeTearDown]
    public void Close()
    {
        _device?.Dispose();
        _compiler?.Dispose();
    }

    [Test]
    public void A_pipeline_that_is_used_twice_is_made_once_and_kept_for_the_next()
    {
        using KernelLibrary library = Library(mostUnused: 4);

        ComputePipeline first = library.Take(Product(4));

        Assert.That(library.Take(Product(4)), Is.SameAs(first));
        library.GiveBack(Product(4));
        library.GiveBack(Product(4));
        Assert.That(library.Take(Product(4)), Is.SameAs(first));
        Assert.That(library.Pipelines, Is.EqualTo(1));
    }

    [Test]
    public void Of_pipelines_that_nobody_uses_the_last_ones_are_kept()
    {
        using KernelLibrary library = Library(mostUnused: 4);
        ComputePipeline used = library.Take(Product(4));

        for (int inputs = 8; inputs <= 80; inputs += 4)
        {
            library.Take(Product(inputs));
            library.GiveBack(Product(inputs));
            Assert.That(library.Pipelines, Is.LessThanOrEqualTo(1 + 4), "one that is used, and some that are not");
        }

        int kept = library.Pipelines;
        library.Take(Product(80));
        Assert.That(library.Pipelines, Is.EqualTo(kept), "the last one is there still");
        Assert.That(library.Take(Product(4)), Is.SameAs(used));
    }

    [Test]
    public void A_program_gives_back_what_it_took()
    {
        using KernelLibrary library = Library(mostUnused: 0);
        using ProgramMemory memory = new(_device, "test", [_x.Buffer, _y.Buffer]);
        using (BoundProgram program = Bind(library, memory, Activations.Relu))
        {
            Assert.That(library.Pipelines, Is.EqualTo(1));
        }

        Assert.That(library.Pipelines, Is.Zero);
    }

    [Test]
    public void Programs_that_differ_in_a_snippet_alone_may_cost_different_times()
    {
        using KernelLibrary library = Library(mostUnused: 4);
        using ProgramMemory memory = new(_device, "test", [_x.Buffer, _y.Buffer]);
        using BoundProgram relu = Bind(library, memory, Activations.Relu);
        using BoundProgram again = Bind(library, memory, Activations.Relu);
        using BoundProgram tanh = Bind(library, memory, Activations.Tanh);

        Assert.That(again.CostKind, Is.EqualTo(relu.CostKind));
        Assert.That(tanh.CostKind, Is.Not.EqualTo(relu.CostKind));
    }

    // Its sizes are constants of its pipeline.
    private Dispatch Product(int inputs) =>
        ProductDispatches.Of(ProductProblem.Dense(ProductDirection.Forward, inputs, outputs: 8, batch: 4), DefaultTiles.For(_device.Info), "product")[0];

    private BoundProgram Bind(KernelLibrary library, ProgramMemory memory, Activation activation)
    {
        StepProgramBuilder builder = new();
        builder.Add(ActivationKernels.Forward(activation, Count, _x.View, _y.View, "activation"));
        return new BoundProgram(library, builder.Build(), memory, "test");
    }

    private KernelLibrary Library(int mostUnused) => new(_device, _compiler, ShaderSource.FromFolder(KernelLibrary.ShaderFolder)) { MostUnused = mostUnused };
}
