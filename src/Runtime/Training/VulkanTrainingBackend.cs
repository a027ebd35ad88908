using System.Globalization;
using SweepDsl.Runtime.Data;
using SweepDsl.Runtime.Kernels.Precompiled;
using SweepDsl.Runtime.Vulkan;

namespace SweepDsl.Runtime.Training;

/// <summary>Trains on Vulkan devices.</summary>
public sealed class VulkanTrainingBackend : ITrainingBackend
{
    /// <inheritdoc/>
    public IReadOnlyList<DeviceDescription> Devices() => [.. GpuDevice.Enumerate().Select(Describe)];

    /// <inheritdoc/>
    public IReadOnlyList<DoctorFinding> Diagnose() => new Doctor(new DoctorSurroundings { ShaderCompiler = KernelCompiler.Describe }).Examine();

    /// <inheritdoc/>
    public IReadOnlyList<ITrialTrainer> Open(TrainerSetup setup, CancellationToken stop)
    {
        string?[] wanted = setup.Device == TrainerSetup.AllDevices
            ? [.. AllOf(Devices()).Select(device => device.Index.ToString(CultureInfo.InvariantCulture))]
            : [setup.Device];
        return Open([.. wanted.Select(device => new GpuDeviceOptions { Device = device, IsValidated = setup.Validate, Cache = CacheFolder.Default })], setup, stop);
    }

    /// <summary>Opens the devices first: they are found missing at once, while data may have to be downloaded.</summary>
    internal static IReadOnlyList<ITrialTrainer> Open(IReadOnlyList<GpuDeviceOptions> devices, TrainerSetup setup, CancellationToken stop)
    {
        List<IDisposable> opened = [];
        try
        {
            foreach (GpuDeviceOptions options in devices)
            {
                opened.Add(TrainerDevice.Open(options, setup.Tune));
            }

            Dataset dataset = DatasetLoader.Load(setup.Dataset, setup.Data, stop);
            for (int i = 0; i < opened.Count; i++)
            {
                opened[i] = new TrialTrainer((TrainerDevice)opened[i], dataset, setup.Dataset.Augmentations);
            }

            return [.. opened.Cast<ITrialTrainer>()];
        }
        catch
        {
            opened.ForEach(device => device.Dispose());
            throw;
        }
    }

    /// <summary>The devices that <see cref="TrainerSetup.AllDevices"/> means: those that can be used, and software ones only where there is nothing else, for they share the processor with the host.</summary>
    /// <exception cref="SweepException">There is none.</exception>
    internal static IReadOnlyList<DeviceDescription> AllOf(IReadOnlyList<DeviceDescription> devices)
    {
        DeviceDescription[] usable = [.. devices.Where(device => device.Unusable is null)];
        DeviceDescription[] hardware = [.. usable.Where(device => device.Kind != nameof(GpuDeviceType.Cpu))];
        return usable.Length == 0
            ? throw new SweepException(ExitCode.NoDevice, "No Vulkan device can be used; 'sweep devices' says why.")
            : hardware.Length > 0 ? hardware : usable;
    }

    private static DeviceDescription Describe(GpuDeviceInfo device) => new(
        device.Index,
        device.Name,
        device.Type.ToString(),
        $"{device.DriverName} {device.DriverInfo}".Trim(),
        device.ApiVersion.ToString(),
        device.DeviceMemoryBytes,
        device.Problem);
}
