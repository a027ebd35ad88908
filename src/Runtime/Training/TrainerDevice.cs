using System.Collections.Immutable;
using System.Globalization;
using SweepDsl.Runtime.Kernels;
using SweepDsl.Runtime.Kernels.Planning;
using SweepDsl.Runtime.Kernels.Precompiled;
using SweepDsl.Runtime.Kernels.Tuning;
using SweepDsl.Runtime.Vulkan;

namespace SweepDsl.Runtime.Training;

/// <summary>An open device with its compiler and its kernels: what trials run on.</summary>
internal sealed class TrainerDevice : IDisposable
{
    private readonly GpuDeviceOptions _options;
    private readonly ShaderCompiler _compiler;
    private readonly TuneMode _tune;
    private readonly Func<KernelLibrary, IProductTimer>? _timer;
    private readonly RecordedTiles _tiles;

    private TrainerDevice(
        GpuDeviceOptions options, KernelLibrary kernels, ShaderCompiler compiler, TuneMode tune, Func<KernelLibrary, IProductTimer>? timer, KernelFamily? family, CooperativeMatrix? unit)
    {
        (_options, Kernels, _compiler, _tune, _timer) = (options, kernels, compiler, tune, timer);
        GpuDevice gpu = kernels.Device;
        string compilation = unit is null ? compiler.Identity : $"{compiler.Identity}\n{unit}";
        Environment = new TrainingEnvironment(gpu.Info.Name, $"{gpu.Info.DriverName} {gpu.Info.DriverInfo}".Trim(), ProgramVersion.Text, ShaderFolderHash.Of(KernelLibrary.ShaderFolder, compilation));
        TileCandidates candidates = new(DeviceTraits.Of(gpu.Info) with { Matrix = unit }, family);
        _tiles = new RecordedTiles(new TunedTiles(candidates, timer?.Invoke(Kernels) ?? new DeviceProductTimer(Kernels), new TileStore(options.Cache, gpu.Info, Environment.Kernels), tune));
    }

    /// <summary>The device.</summary>
    public GpuDevice Gpu => Kernels.Device;

    /// <summary>Its kernels.</summary>
    public KernelLibrary Kernels { get; }

    /// <summary>Chooses the tiles of products on it.</summary>
    public IProductTiles Tiles => _tiles;

    /// <summary>The tiles that were chosen so far, by the product's text.</summary>
    public ImmutableSortedDictionary<string, string> TileChoices => _tiles.Choices;

    /// <summary>What bits depend on besides a trial's definition.</summary>
    public TrainingEnvironment Environment { get; }

    /// <summary>Opens a device.</summary>
    /// <param name="options">Which, and how.</param>
    /// <param name="tune">How much is timed to choose the tiles of products.</param>
    /// <param name="timer">Times them; null takes the device.</param>
    /// <exception cref="SweepException">There is no usable device, or no shader compiler, or the environment forces a family of kernels that there is not.</exception>
    public static TrainerDevice Open(GpuDeviceOptions options, TuneMode tune = TuneMode.Off, Func<KernelLibrary, IProductTimer>? timer = null)
    {
        KernelFamily? family = KernelFamilyOverride.FromEnvironment();
        ShaderCompiler? compiler = null;
        GpuDevice? gpu = null;
        KernelLibrary? kernels = null;
        try
        {
            compiler = KernelCompiler.Open(options.Cache);
            gpu = GpuDevice.Open(options);
            kernels = new KernelLibrary(gpu, compiler, ShaderSource.FromFolder(KernelLibrary.ShaderFolder));
            return new TrainerDevice(options, kernels, compiler, tune, timer, family, MatrixUnit(kernels, family));
        }
        catch
        {
            kernels?.Dispose();
            gpu?.Dispose();
            compiler?.Dispose();
            throw;
        }
    }

    /// <summary>Closes the device and opens the very same one anew, as must be done when it was lost: the standard lets no lost device return to life.</summary>
    /// <exception cref="SweepException">It cannot be opened again.</exception>
    public TrainerDevice Reopen()
    {
        Dispose();
        return Open(_options with { Device = Gpu.Info.Index.ToString(CultureInfo.InvariantCulture) }, _tune, _timer);
    }

    /// <summary>What the device lacks for a training, as a sentence that says what to do; null when it lacks nothing.</summary>
    public string? Lacks(TrainingDefinition training) => Lacks(training.Precision);

    /// <summary>Refuses a precision that the device cannot train in.</summary>
    /// <exception cref="SweepException">It lacks something for it (exit code 3).</exception>
    public void ThrowIfLacking(Precision precision)
    {
        if (Lacks(precision) is { } lack)
        {
            throw new SweepException(ExitCode.NoDevice, lack);
        }
    }

    private string? Lacks(Precision precision) => precision == Precision.Mixed && !Gpu.Info.Features.HasFlag(GpuFeatures.Storage16Bit)
        ? $"'precision: mixed' keeps float16 values in storage buffers (storageBuffer16BitAccess), which {Gpu.Info.Name} cannot. Train with 'precision: float32', or on another device (--device)."
        : null;

    // Software devices make such products lane by lane: only for who asks for it.
    private static CooperativeMatrix? MatrixUnit(KernelLibrary kernels, KernelFamily? family)
    {
        GpuDeviceInfo device = kernels.Device.Info;
        return family switch
        {
            KernelFamily.Cooperative => MatrixUnits.Find(kernels, out string? refusal) ?? throw new SweepException(
                ExitCode.NoDevice,
                $"{KernelFamilyOverride.Variable} is 'cooperative' in the environment. {refusal ?? $"{device.Name} offers no cooperative matrices of float16 with sums in float32."} Unset it to let the device decide."),
            null when device.Type != GpuDeviceType.Cpu => MatrixUnits.Find(kernels, out _),
            _ => null,
        };
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        Kernels.Dispose();
        Gpu.Dispose();
        _compiler.Dispose();
    }
}
