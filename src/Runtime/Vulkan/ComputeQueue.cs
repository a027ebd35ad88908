using Silk.NET.Vulkan;

namespace SweepDsl.Runtime.Vulkan;

/// <summary>A queue family that does compute work.</summary>
/// <param name="Family">Its index.</param>
/// <param name="TimestampBits">Meaningful bits of its timestamps; 0 when it has none.</param>
internal readonly record struct ComputeQueue(uint Family, int TimestampBits)
{
    /// <summary>The device's family for compute work alone, which graphics of other programs disturb least; else any that computes.</summary>
    public static unsafe ComputeQueue? Find(Vk vk, PhysicalDevice device)
    {
        uint count = 0;
        vk.GetPhysicalDeviceQueueFamilyProperties(device, &count, null);
        QueueFamilyProperties[] families = new QueueFamilyProperties[count];
        fixed (QueueFamilyProperties* first = families)
        {
            vk.GetPhysicalDeviceQueueFamilyProperties(device, &count, first);
        }

        return Choose(families.AsSpan(0, (int)count));
    }

    public static ComputeQueue? Choose(ReadOnlySpan<QueueFamilyProperties> families)
    {
        ComputeQueue? chosen = null;
        for (int i = 0; i < families.Length; i++)
        {
            QueueFamilyProperties family = families[i];
            if (family.QueueCount == 0 || !family.QueueFlags.HasFlag(QueueFlags.ComputeBit))
            {
                continue;
            }

            ComputeQueue candidate = new((uint)i, (int)family.TimestampValidBits);
            if (!family.QueueFlags.HasFlag(QueueFlags.GraphicsBit))
            {
                return candidate;
            }

            chosen ??= candidate;
        }

        return chosen;
    }
}
