using Silk.NET.Core;
using Silk.NET.Vulkan;

namespace SweepDsl.Runtime.Vulkan;

/// <summary>The optional features this project knows, as the chain of structs in which Vulkan tells of them and takes the wish for them.</summary>
internal static unsafe class DeviceFeatureChain
{
    /// <summary>The features of VK_EXT_subgroup_size_control.</summary>
    public const GpuFeatures OfSubgroupSizes = GpuFeatures.SubgroupSizeControl | GpuFeatures.FullSubgroups;

    internal delegate T ChainUse<T>(PhysicalDeviceFeatures2* first);

    /// <summary>What the device has.</summary>
    public static GpuFeatures Read(VulkanInstance instance, PhysicalDevice device, bool hasSizeControl)
    {
        GpuFeatures found = GpuFeatures.None;
        PhysicalDeviceSubgroupSizeControlFeatures sizeControl = new() { SType = StructureType.PhysicalDeviceSubgroupSizeControlFeatures };
        PhysicalDeviceVulkan12Features features12 = new()
        {
            SType = StructureType.PhysicalDeviceVulkan12Features,
            PNext = hasSizeControl ? &sizeControl : null,
        };
        PhysicalDeviceVulkan11Features features11 = new() { SType = StructureType.PhysicalDeviceVulkan11Features, PNext = &features12 };
        PhysicalDeviceFeatures2 features = new() { SType = StructureType.PhysicalDeviceFeatures2, PNext = &features11 };
        instance.Vk.GetPhysicalDeviceFeatures2(device, &features);

        Add(GpuFeatures.Float64, features.Features.ShaderFloat64);
        Add(GpuFeatures.Int64, features.Features.ShaderInt64);
        Add(GpuFeatures.Int16, features.Features.ShaderInt16);
        Add(GpuFeatures.Storage16Bit, features11.StorageBuffer16BitAccess);
        Add(GpuFeatures.Storage8Bit, features12.StorageBuffer8BitAccess);
        Add(GpuFeatures.Float16, features12.ShaderFloat16);
        Add(GpuFeatures.Int8, features12.ShaderInt8);
        Add(GpuFeatures.HostQueryReset, features12.HostQueryReset);
        Add(GpuFeatures.TimelineSemaphore, features12.TimelineSemaphore);
        Add(GpuFeatures.BufferDeviceAddress, features12.BufferDeviceAddress);
        Add(GpuFeatures.MemoryModel, features12.VulkanMemoryModel);
        Add(GpuFeatures.SubgroupSizeControl, sizeControl.SubgroupSizeControl);
        Add(GpuFeatures.FullSubgroups, sizeControl.ComputeFullSubgroups);
        return found;

        void Add(GpuFeatures feature, Bool32 isPresent) => found |= isPresent ? feature : GpuFeatures.None;
    }

    /// <summary>Calls <paramref name="use"/> with the chain that switches on those of <paramref name="present"/> that this project uses: subgroup sizes, and 16-bit values in storage buffers.</summary>
    public static T With<T>(GpuFeatures present, ChainUse<T> use)
    {
        PhysicalDeviceSubgroupSizeControlFeatures sizeControl = new()
        {
            SType = StructureType.PhysicalDeviceSubgroupSizeControlFeatures,
            SubgroupSizeControl = present.HasFlag(GpuFeatures.SubgroupSizeControl),
            ComputeFullSubgroups = present.HasFlag(GpuFeatures.FullSubgroups),
        };
        PhysicalDeviceVulkan11Features features11 = new()
        {
            SType = StructureType.PhysicalDeviceVulkan11Features,
            PNext = (present & OfSubgroupSizes) != 0 ? &sizeControl : null,
            StorageBuffer16BitAccess = present.HasFlag(GpuFeatures.Storage16Bit),
        };
        PhysicalDeviceFeatures2 features = new()
        {
            SType = StructureType.PhysicalDeviceFeatures2,
            PNext = present.HasFlag(GpuFeatures.Storage16Bit) ? &features11 : features11.PNext,
        };
        return use(&features);
    }
}
