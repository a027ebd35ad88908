using SweepDsl.Runtime.Vulkan;

namespace SweepDsl.Runtime.Energy;

/// <summary>Finds what tells the energy of a device.</summary>
internal static class EnergySensors
{
    private const uint Nvidia = 0x10de;
    private static readonly string[] NvidiaLibraries = ["libnvidia-ml.so.1", "nvml.dll"];

    /// <summary>The sensor of a device; null where nothing tells.</summary>
    /// <param name="device">The device.</param>
    /// <param name="system">Where sysfs is; another folder in tests.</param>
    public static IEnergySensor? For(GpuDeviceInfo device, string system = "/sys") =>
        OfCard(device, system) ?? (device.Type is GpuDeviceType.Cpu or GpuDeviceType.Integrated ? PackageSensor.Find(system) : null);

    private static IEnergySensor? OfCard(GpuDeviceInfo device, string system) =>
        device.PciAddress is not { } address ? null : device.VendorId == Nvidia ? NvidiaSensor.Find(NvidiaLibraries, address) : HwmonSensor.Find(system, address);
}
