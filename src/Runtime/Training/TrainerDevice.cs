using System.Collections.Immutable;
using System.Globalization;
using SweepDsl.Runtime.Kernels;
using SweepDsl.Runtime.Kernels.Planning;
using SweepDsl.Runtime.Kernels.Precompiled;
using SweepDsl.Runtime.Kernels.Tuning;
using SweepDsl.Runtime.Training.Device;
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
    private readonly MatrixUnitChoice _unit;
    private readonly TileStore _store;
    private readonly TuningSession _tuning = new();

    private TrainerDevice(
        GpuDeviceOptions options,
        KernelLibrary kernels,
        ShaderCompiler compiler,
        TuneMode tune,
        Func<KernelLibrary, IProductTimer>? timer,
        KernelFamily? family,
        MatrixUnitChoice unit,
        TileStore? store)
    {
        (_options, Kernels, _compiler, _tune, _timer, _unit) = (options, kernels, compiler, tune, timer, unit);
        GpuDeviceInfo info = kernels.Device.Info;
        Environment = new TrainingEnvironment(info.Name, $"{info.DriverName} {info.DriverInfo}".Trim(), ProgramVersion.Text, ShaderFolderHash.Of(KernelLibrary.ShaderFolder, compiler.Identity));
        DeviceTraits traits = DeviceTraits.Of(info);
        IProductTimer products = timer?.Invoke(kernels) ?? new DeviceProductTimer(kernels);
        _store = store ?? new TileStore(options.Cache, info, Environment.Kernels);
        _tiles = new RecordedTiles(new TilesByElements(Tuned(traits), () => Tuned(traits with { Matrix = unit.On(kernels) })));

        TunedTiles Tuned(DeviceTraits device) => new(new TileCandidates(device, family), products, _store, tune) { Session = _tuning };
    }

    /// <summary>The device.</summary>
    public GpuDevice Gpu => Kernels.Device;

    /// <summary>Its kernels.</summary>
    public KernelLibrary Kernels { get; }

    /// <summary>Chooses the tiles of products on it.</summary>
    public IProductTiles Tiles => _tiles;

    /// <summary>The tiles that were chosen so far, by the product's text.</summary>
    public ImmutableSortedDictionary<string, string> TileChoices => _tiles.Choices;

    /// <summary>What bits depend on besides a trial's definition, as far as it is the same for all of them.</summary>
    public TrainingEnvironment Environment { get; }

    /// <summary>What the bits of trainings in a precision depend on besides their definitions.</summary>
    /// <exception cref="DeviceLostException">The device was lost over its units for matrices.</exception>
    public TrainingEnvironment EnvironmentOf(Precision precision) =>
        precision == Precision.Mixed && _unit.On(Kernels) is { } unit ? Environment with { MatrixUnit = $"{unit.Sizes} {unit.Extension}" } : Environment;

    /// <summary>Whether <see cref="TimeTiles"/> times all tiles of a product, which wants the device for itself.</summary>
    public bool TimesAllTiles => _tune == TuneMode.Full;

    /// <summary>Plans something, for the tiles of its products to be timed.</summary>
    /// <param name="plan">Plans it.</param>
    /// <param name="begins">Hears of each product that is timed.</param>
    /// <param name="stop">Ends it between two measurements.</param>
    /// <exception cref="DeviceLostException">The device was lost over a measurement.</exception>
    public void TimeTiles(Action plan, Action<string> begins, CancellationToken stop) => _tuning.Open(plan, begins, stop);

    /// <summary>Why the device's units for matrices are not used, as a sentence, once it was found and only once.</summary>
    public string? TakeMatrixRefusal() => _unit.TakeRefusal();

    /// <summary>Opens a device.</summary>
    /// <param name="options">Which, and how.</param>
    /// <param name="tune">How much is timed to choose the tiles of products.</param>
    /// <param name="timer">Times them; null takes the device.</param>
    /// <exception cref="SweepException">There is no usable device, or no shader compiler, or the environment forces a family of kernels that there is not.</exception>
    public static TrainerDevice Open(GpuDeviceOptions options, TuneMode tune = TuneMode.Off, Func<KernelLibrary, IProductTimer>? timer = null) =>
        Open(options, tune, timer, new MatrixUnitChoice(KernelFamilyOverride.FromEnvironment()), store: null);

    /// <summary>Opens the same software device once more, with threads of its own. No tile is timed there, for others work beside it; those that this device has timed are taken.</summary>
    /// <param name="threads">Number of threads.</param>
    /// <exception cref="SweepException">It cannot be opened again.</exception>
    public TrainerDevice OpenBeside(int threads) =>
        Open(_options with { Device = Index, SoftwareThreads = threads }, TimesAllTiles ? TuneMode.Auto : _tune, _timer, _unit, _store);

    /// <summary>Closes the device and opens the very same one anew, as must be done when it was lost: the standard lets no lost device return to life.</summary>
    /// <exception cref="SweepException">It cannot be opened again.</exception>
    public TrainerDevice Reopen()
    {
        Dispose();
        return Open(_options with { Device = Index }, _tune, _timer, _unit, _store);
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

    private string Index => Gpu.Info.Index.ToString(CultureInfo.InvariantCulture);

    private string? Lacks(Precision precision) => precision == Precision.Mixed && !Gpu.Info.Features.HasFlag(GpuFeatures.Storage16Bit)
        ? $"'precision: mixed' keeps float16 values in storage buffers (storageBuffer16BitAccess), which {Gpu.Info.Name} cannot. Train with 'precision: float32', or on another device (--device)."
        : null;

    /// <inheritdoc/>
    public void Dispose()
    {
        Kernels.Dispose();
        Gpu.Dispose();
        _compiler.Dispose();
    }

    private static TrainerDevice Open(GpuDeviceOptions options, TuneMode tune, Func<KernelLibrary, IProductTimer>? timer, MatrixUnitChoice unit, TileStore? store)
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
            if (family == KernelFamily.Cooperative)
            {
                unit.On(kernels); // Who forces what is not there learns it at once.
            }

            return new TrainerDevice(options, kernels, compiler, tune, timer, family, unit, store);
        }
        catch
        {
            kernels?.Dispose();
            gpu?.Dispose();
            compiler?.Dispose();
            throw;
        }
    }
}
