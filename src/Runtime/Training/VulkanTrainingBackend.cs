using SweepDsl.Runtime.Data;
using SweepDsl.Runtime.Vulkan;

namespace SweepDsl.Runtime.Training;

/// <summary>Trains on Vulkan devices.</summary>
public sealed class VulkanTrainingBackend : ITrainingBackend
{
    /// <inheritdoc/>
    public IReadOnlyList<DeviceDescription> Devices() => [.. GpuDevice.Enumerate().Select(Describe)];

    /// <inheritdoc/>
    public IReadOnlyList<DoctorFinding> Diagnose() => new Doctor().Examine();

    /// <inheritdoc/>
    public ITrialTrainer Open(TrainerSetup setup, CancellationToken stop)
    {
        // The device first: it is found missing at once, while data may have to be downloaded.
        TrainerDevice device = TrainerDevice.Open(new GpuDeviceOptions { Device = setup.Device, IsValidated = setup.Validate, Cache = CacheFolder.Default });
        try
        {
            return new TrialTrainer(device, DatasetLoader.Load(setup.Dataset, setup.Data, stop), setup.Dataset.Augmentations);
        }
        catch
        {
            device.Dispose();
            throw;
        }
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
