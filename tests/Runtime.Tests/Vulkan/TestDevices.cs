using System.Globalization;
using SweepDsl.Runtime.Vulkan;

namespace SweepDsl.Runtime.Tests.Vulkan;

/// <summary>
/// The devices that tests run on: every usable one present. A machine without any fails these tests, for a software device (Debian: mesa-vulkan-drivers) can be had everywhere.
/// </summary>
public static class TestDevices
{
    private const string NoDevice = "no device";

    /// <summary>The devices, for <c>[TestFixtureSource]</c>: a fixture for each takes its index as text.</summary>
    public static IEnumerable<TestFixtureData> All()
    {
        IReadOnlyList<GpuDeviceInfo> devices;
        try
        {
            devices = [.. GpuDevice.Enumerate().Where(device => device.Problem is null)];
        }
        catch (SweepException)
        {
            devices = [];
        }

        // With no device one fixture remains, and fails when it opens one.
        return devices.Count == 0
            ? [new TestFixtureData(NoDevice)]
            : devices.Select(device => new TestFixtureData(device.Index.ToString(CultureInfo.InvariantCulture)).SetArgDisplayNames(device.Name));
    }

    /// <summary>The index of Mesa's software device, for tests of what is particular to it; null where it is not among the devices.</summary>
    public static string? MesaSoftware() => GpuDevice.Enumerate().FirstOrDefault(device => device.IsMesaSoftware)?.Index.ToString(CultureInfo.InvariantCulture);

    /// <summary>Opens a device as tests do.</summary>
    /// <param name="device">Its index, from <see cref="All"/>.</param>
    /// <param name="isValidated">Whether the validation layer watches.</param>
    public static GpuDevice Open(string device, bool isValidated = false) => GpuDevice.Open(new GpuDeviceOptions { Device = device, IsValidated = isValidated });
}
