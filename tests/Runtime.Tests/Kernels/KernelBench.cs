using SweepDsl.Runtime.Kernels;
using SweepDsl.Runtime.Kernels.Planning;
using SweepDsl.Runtime.Tests.Vulkan;
using SweepDsl.Runtime.Vulkan;

namespace SweepDsl.Runtime.Tests.Kernels;

/// <summary>Runs dispatches on a device as programs do, with arrays of the test as their buffers.</summary>
public sealed class KernelBench : IDisposable
{
    private readonly GpuDevice _device;
    private readonly bool _ownsDevice;
    private readonly ShaderCompiler _compiler = new(cache: null);
    private readonly KernelLibrary _library;

    /// <summary>Opens a device with the project's kernels.</summary>
    public KernelBench(string deviceIndex)
        : this(deviceIndex, ShaderSource.FromFolder(KernelLibrary.ShaderFolder))
    {
    }

    /// <summary>Opens a device with kernels of the test's own.</summary>
    public KernelBench(string deviceIndex, ShaderSource source)
        : this(TestDevices.Open(deviceIndex), source)
    {
        _ownsDevice = true;
    }

    /// <summary>Takes an open device, which stays open, with kernels of the test's own.</summary>
    public KernelBench(GpuDevice device, ShaderSource source)
    {
        _device = device;
        Traits = DeviceTraits.Of(device.Info);
        Tiles = DefaultTiles.For(device.Info);
        _library = new KernelLibrary(device, _compiler, source);
    }

    /// <summary>What tiles must fit.</summary>
    public DeviceTraits Traits { get; }

    /// <summary>The device's kernels.</summary>
    public KernelLibrary Library => _library;

    /// <summary>What the device can do.</summary>
    public GpuFeatures Features => _device.Info.Features;

    /// <summary>Chooses the tiles of products; tests may set their own.</summary>
    public IProductTiles Tiles { get; set; }

    /// <summary>Runs dispatches in order and brings the arrays up to date; fails the test if a kernel stored outside one of them.</summary>
    /// <param name="dispatches">What to run.</param>
    /// <param name="arrays">All arrays that the dispatches bind.</param>
    public void Run(IEnumerable<Dispatch> dispatches, params IReadOnlyCollection<BenchArray> arrays)
    {
        StepProgramBuilder builder = new();
        builder.Add(dispatches);
        using ProgramMemory memory = new(_device, "bench", [.. arrays.Select(array => array.Buffer)]);
        foreach (BenchArray array in arrays)
        {
            memory[array.Buffer].Upload<uint>(array.Words);
        }

        using BoundProgram program = new(_library, builder.Build(), memory, "bench");
        using CommandRecorder recorder = new(_device, "bench");
        BoundProgram.Record(recorder, [program]);
        using RecordedCommands commands = recorder.End();
        _device.Queue.Submit(commands).Wait();

        foreach (BenchArray array in arrays)
        {
            memory[array.Buffer].Download<uint>(array.Words);
            array.AssertGuards();
        }
    }

    /// <summary>Runs one dispatch.</summary>
    public void Run(Dispatch dispatch, params IReadOnlyCollection<BenchArray> arrays) => Run([dispatch], arrays);

    /// <inheritdoc/>
    public void Dispose()
    {
        _library.Dispose();
        _compiler.Dispose();
        if (_ownsDevice)
        {
            _device.Dispose();
        }
    }
}
