using System.Diagnostics;
using System.Globalization;
using SweepDsl.Runtime.Kernels;
using SweepDsl.Runtime.Kernels.Planning;
using SweepDsl.Runtime.Tests.Vulkan;
using SweepDsl.Runtime.Vulkan;

namespace SweepDsl.Runtime.Tests.Kernels;

/// <summary>How fast the heavy kernels are on the shapes of the founding study. To be run by hand: it asserts nothing, for a machine under load would fail it.</summary>
[Explicit("measures, asserts nothing")]
[TestFixtureSource(typeof(TestDevices), nameof(TestDevices.All))]
public sealed class ThroughputTests(string deviceIndex)
{
    private const int Batch = 32;

    private static readonly ConvolutionCase[] Convolutions =
    [
        new("32x32, 3 to 16", Batch, new(32, 32, 3, 3, PadTop: 1, PadLeft: 1, PadBottom: 1, PadRight: 1), 3, 16),
        new("16x16, 16 to 32", Batch, new(16, 16, 3, 3, PadTop: 1, PadLeft: 1, PadBottom: 1, PadRight: 1), 16, 32),
        new("8x8, 32 to 32", Batch, new(8, 8, 3, 3, PadTop: 1, PadLeft: 1, PadBottom: 1, PadRight: 1), 32, 32),
    ];

    private static readonly object[] Products = [new object[] { 256, 32, 32 }, new object[] { 256, 32, 10 }, new object[] { 256, 1024, 256 }];

    private IProductTiles Tiles => DefaultTiles.For(GpuDevice.Enumerate().Single(device => device.Index.ToString(CultureInfo.InvariantCulture) == deviceIndex));

    [TestCaseSource(nameof(Convolutions))]
    public void Convolution(ConvolutionCase shape)
    {
        (BufferView x, BufferView w, BufferView y) = (View(shape.InputCount), View(shape.WeightCount), View(shape.OutputCount));
        (BufferView dx, BufferView dw, BufferView b) = (View(shape.InputCount), View(shape.WeightCount), View(shape.OutputChannels));
        BufferView scratch = View(Math.Max(1, Conv2dKernels.BackwardWeightScratchBytes(shape.Geometry, Batch) / sizeof(float)));
        double operations = 2.0 * shape.OutputCount * shape.Geometry.FanIn;

        Measure("forward", operations, [Conv2dKernels.Forward(Tiles, shape.Geometry, Batch, x, w, b, y, null, Activations.Relu, "forward")]);
        Measure("backward_input", operations, [Conv2dKernels.BackwardInput(Tiles, shape.Geometry, Batch, y, w, dx, null, "input")]);
        Measure("backward_weight", operations, [.. Conv2dKernels.BackwardWeight(Tiles, shape.Geometry, Batch, x, y, dw, b, scratch, "weight")]);
    }

    [TestCaseSource(nameof(Products))]
    public void Dense(int batch, int inputs, int outputs)
    {
        (BufferView x, BufferView w, BufferView y) = (View(batch * inputs), View(inputs * outputs), View(batch * outputs));
        (BufferView dx, BufferView dw, BufferView b) = (View(batch * inputs), View(inputs * outputs), View(outputs));
        BufferView scratch = View(Math.Max(1, DenseKernels.BackwardWeightScratchBytes(inputs, outputs, batch) / sizeof(float)));
        double operations = 2.0 * batch * inputs * outputs;

        Measure("forward", operations, [DenseKernels.Forward(Tiles, inputs, outputs, batch, x, w, b, y, null, Activations.Relu, "forward")]);
        Measure("backward_input", operations, [DenseKernels.BackwardInput(Tiles, inputs, outputs, batch, y, w, dx, null, "input")]);
        Measure("backward_weight", operations, [.. DenseKernels.BackwardWeight(Tiles, inputs, outputs, batch, x, y, dw, b, scratch, "weight")]);
    }

    private static BufferView View(long count) => new LogicalBuffer("values", count * sizeof(float), BufferLifetime.Persistent).View;

    private void Measure(string what, double operations, IReadOnlyList<Dispatch> dispatches)
    {
        using GpuDevice device = TestDevices.Open(deviceIndex);
        using ShaderCompiler compiler = new(CacheFolder.Default);
        using KernelLibrary library = new(device, compiler, ShaderSource.FromFolder(KernelLibrary.ShaderFolder));
        StepProgramBuilder builder = new();
        builder.Add(dispatches);
        StepProgram program = builder.Build();
        using ProgramMemory memory = new(device, "bench", [.. program.PersistentBuffers]);
        using RecordedCommands commands = new ProgramRecorder(library).Record(program, memory, "bench");

        double first = Seconds(device, commands);
        double best = Enumerable.Range(0, 20).Min(_ => Seconds(device, commands));
        TestContext.Out.WriteLine($"{what}: {operations / best / 1e9:F1} GFLOP/s, {best * 1e3:F2} ms; the first run, with the driver's compilation, {first * 1e3:F0} ms");
    }

    private static double Seconds(GpuDevice device, RecordedCommands commands)
    {
        long start = Stopwatch.GetTimestamp();
        device.Queue.Submit(commands).Wait();
        return Stopwatch.GetElapsedTime(start).TotalSeconds;
    }
}
