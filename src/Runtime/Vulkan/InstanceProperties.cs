using Silk.NET.Vulkan;

namespace SweepDsl.Runtime.Vulkan;

/// <summary>Names of what the loader and a device offer.</summary>
internal static unsafe class InstanceProperties
{
    private const string Subject = "Vulkan instance";

    public static HashSet<string> Layers(Vk vk)
    {
        LayerProperties[] layers = ReadAll(
            (uint* count, LayerProperties* items) => vk.EnumerateInstanceLayerProperties(count, items), nameof(vk.EnumerateInstanceLayerProperties));
        return [.. layers.Select(layer => NativeText.Read(layer.LayerName))];
    }

    /// <summary>Instance extensions of the loader and the drivers, or of one layer.</summary>
    public static HashSet<string> Extensions(Vk vk, string? layer)
    {
        fixed (byte* name = layer is null ? null : NativeText.Terminated(layer))
        {
            byte* layerName = name;
            ExtensionProperties[] extensions = ReadAll(
                (uint* count, ExtensionProperties* items) => vk.EnumerateInstanceExtensionProperties(layerName, count, items),
                nameof(vk.EnumerateInstanceExtensionProperties));
            return Names(extensions);
        }
    }

    public static HashSet<string> DeviceExtensions(Vk vk, PhysicalDevice device) => Names(ReadAll(
        (uint* count, ExtensionProperties* items) => vk.EnumerateDeviceExtensionProperties(device, (byte*)null, count, items),
        nameof(vk.EnumerateDeviceExtensionProperties)));

    public static PhysicalDevice[] PhysicalDevices(Vk vk, Instance instance) => ReadAll(
        (uint* count, PhysicalDevice* items) => vk.EnumeratePhysicalDevices(instance, count, items), nameof(vk.EnumeratePhysicalDevices));

    private static HashSet<string> Names(ExtensionProperties[] extensions)
    {
        HashSet<string> names = [];
        foreach (ExtensionProperties extension in extensions)
        {
            names.Add(NativeText.Read(extension.ExtensionName));
        }

        return names;
    }

    private delegate Result Enumeration<T>(uint* count, T* items)
        where T : unmanaged;

    // The list may grow between the call that counts and the call that reads (a device is plugged in): then it is read again.
    private static T[] ReadAll<T>(Enumeration<T> enumerate, string call)
        where T : unmanaged
    {
        while (true)
        {
            uint count = 0;
            enumerate(&count, null).ThrowIfFailed(Subject, expression: call);
            T[] items = new T[count];
            Result result;
            fixed (T* first = items)
            {
                result = enumerate(&count, first);
            }

            if (result != Result.Incomplete)
            {
                result.ThrowIfFailed(Subject, expression: call);
                return items.AsSpan(0, (int)count).ToArray();
            }
        }
    }
}
