using System.Globalization;

namespace SweepDsl.Runtime.Vulkan;

/// <summary>Which of the devices present is meant.</summary>
internal static class DeviceSelection
{
    /// <summary>The device with that index, UUID or part of a name, or the best one when nothing is asked for.</summary>
    /// <exception cref="SweepException">There is no such device, more than one, or it cannot be used.</exception>
    public static GpuDeviceInfo Choose(IReadOnlyList<GpuDeviceInfo> devices, string? request)
    {
        if (devices.Count == 0)
        {
            throw Error("No Vulkan device was found." + Doctor.Pointer);
        }

        GpuDeviceInfo chosen = request is null ? Best(devices) : Named(devices, request.Trim());
        return chosen.Problem is null ? chosen : throw Error($"The device {Describe(chosen)} cannot be used: {chosen.Problem}");
    }

    private static GpuDeviceInfo Best(IReadOnlyList<GpuDeviceInfo> devices) => devices
        .OrderBy(device => device.Problem is null ? 0 : 1)
        .ThenBy(device => device.Type)
        .ThenBy(device => device.Index)
        .First();

    private static GpuDeviceInfo Named(IReadOnlyList<GpuDeviceInfo> devices, string request)
    {
        // Before the index: the digits of a UUID may be decimal ones alone.
        if (devices.FirstOrDefault(device => device.Uuid.Length > 0 && device.Uuid == request.Replace("-", "", StringComparison.Ordinal).ToLowerInvariant()) is { } known)
        {
            return known;
        }

        if (int.TryParse(request, NumberStyles.None, CultureInfo.InvariantCulture, out int index))
        {
            return devices.FirstOrDefault(device => device.Index == index)
                ?? throw Error($"There is no device {index}. Present: {List(devices)}.");
        }

        GpuDeviceInfo[] found = [.. devices.Where(device => request.Length > 0 && device.Name.Contains(request, StringComparison.OrdinalIgnoreCase))];
        return found.Length switch
        {
            1 => found[0],
            0 => throw Error($"No device has '{request}' in its name. Present: {List(devices)}."),
            _ => throw Error($"'{request}' fits {found.Length} devices: {List(found)}. Say the index or more of the name."),
        };
    }

    private static string List(IEnumerable<GpuDeviceInfo> devices) => string.Join(", ", devices.Select(Describe));

    private static string Describe(GpuDeviceInfo device) => $"{device.Index} '{device.Name}'";

    private static SweepException Error(string message) => new(ExitCode.NoDevice, message);
}
