using Silk.NET.Core;
using Silk.NET.Vulkan;

namespace SweepDsl.Runtime.Vulkan;

/// <summary>The optional features this project knows, as the chain of structs in which Vulkan tells of them and takes the wish for them.</summary>
internal static unsafe class DeviceFeatureChain
{
    /// <summary>The features of VK_EXT_subgroup_size_control.</summary>
    public const GpuFeatures OfSubgroupSizes = GpuFeatures.SubgroupSizeControl | GpuFeatures.FullSubgroups;

    /// <summary>Cooperative matrices by whichever extension.</summary>
    public const GpuFeatures OfCooperativeMatrices = GpuFeatures.CooperativeMatrixKhr | GpuFeatures.CooperativeMatrixNV;

    // What shaders with cooperative matrices of float16 want besides.
    private const GpuFeatures BesideCooperativeMatrices = GpuFeatures.Float16 | GpuFeatures.Storage16Bit | GpuFeatures.MemoryModel | GpuFeatures.FullSubgroups;

    internal delegate T ChainUse<T>(PhysicalDeviceFeatures2* first);

    /// <summary>What the device has.</summary>
    /// <param name="instance">The instance.</param>
    /// <param name="device">The device.</param>
    /// <param name="hasSizeControl">Whether it may be asked for subgroup sizes.</param>
    /// <param name="extensions">Its extensions.</param>
    public static GpuFeatures Read(VulkanInstance instance, PhysicalDevice device, bool hasSizeControl, IReadOnlySet<string> extensions)
    {
        GpuFeatures found = GpuFeatures.None;
        void* last = null;
        PhysicalDeviceCooperativeMatrixFeaturesKHR matricesKhr = new() { SType = StructureType.PhysicalDeviceCooperativeMatrixFeaturesKhr };
        if (extensions.Contains(CooperativeMatrices.KhrExtension))
        {
            last = &matricesKhr;
        }

        PhysicalDeviceCooperativeMatrixFeaturesNV matricesNV = new() { SType = StructureType.PhysicalDeviceCooperativeMatrixFeaturesNV, PNext = last };
        if (extensions.Contains(CooperativeMatrices.NVExtension))
        {
            last = &matricesNV;
        }

        PhysicalDeviceSubgroupSizeControlFeatures sizeControl = new() { SType = StructureType.PhysicalDeviceSubgroupSizeControlFeatures, PNext = last };
        PhysicalDeviceVulkan12Features features12 = new()
        {
            SType = StructureType.PhysicalDeviceVulkan12Features,
            PNext = hasSizeControl ? &sizeControl : last,
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
        Add(GpuFeatures.MemoryModel, features12.VulkanMemoryModel && features12.VulkanMemoryModelDeviceScope);
        Add(GpuFeatures.SubgroupSizeControl, sizeControl.SubgroupSizeControl);
        Add(GpuFeatures.FullSubgroups, sizeControl.ComputeFullSubgroups);
        Add(GpuFeatures.CooperativeMatrixKhr, matricesKhr.CooperativeMatrix);
        Add(GpuFeatures.CooperativeMatrixNV, matricesNV.CooperativeMatrix);
        return Usable(found);

        void Add(GpuFeatures feature, Bool32 isPresent) => found |= isPresent ? feature : GpuFeatures.None;
    }

    /// <summary>Some features, without those that others of them would have to go with.</summary>
    public static GpuFeatures Usable(GpuFeatures features) => features.HasFlag(BesideCooperativeMatrices) ? features : features & ~OfCooperativeMatrices;

    /// <summary>Calls <paramref name="use"/> with the chain that switches on those of <paramref name="present"/> that this project uses: subgroup sizes, 16-bit values in storage buffers, cooperative matrices.</summary>
    public static T With<T>(GpuFeatures present, ChainUse<T> use)
    {
        void* last = null;
        PhysicalDeviceCooperativeMatrixFeaturesKHR matricesKhr = new() { SType = StructureType.PhysicalDeviceCooperativeMatrixFeaturesKhr, CooperativeMatrix = true };
        if (present.HasFlag(GpuFeatures.CooperativeMatrixKhr))
        {
            last = &matricesKhr;
        }

        PhysicalDeviceCooperativeMatrixFeaturesNV matricesNV = new() { SType = StructureType.PhysicalDeviceCooperativeMatrixFeaturesNV, PNext = last, CooperativeMatrix = true };
        if (present.HasFlag(GpuFeatures.CooperativeMatrixNV))
        {
            last = &matricesNV;
        }

        PhysicalDeviceVulkan12Features features12 = new()
        {
            SType = StructureType.PhysicalDeviceVulkan12Features,
            PNext = last,
            ShaderFloat16 = true,
            VulkanMemoryModel = true,
            VulkanMemoryModelDeviceScope = true, // Atomics of kernels in the older model use it.
        };
        if ((present & OfCooperativeMatrices) != 0)
        {
            last = &features12;
        }

        PhysicalDeviceSubgroupSizeControlFeatures sizeControl = new()
        {
            SType = StructureType.PhysicalDeviceSubgroupSizeControlFeatures,
            PNext = last,
            SubgroupSizeControl = present.HasFlag(GpuFeatures.SubgroupSizeControl),
            ComputeFullSubgroups = present.HasFlag(GpuFeatures.FullSubgroups),
        };
        if ((present & OfSubgroupSizes) != 0)
        {
            last = &sizeControl;
        }

        PhysicalDeviceVulkan11Features features11 = new() { SType = StructureType.PhysicalDeviceVulkan11Features, PNext = last, StorageBuffer16BitAccess = true };
        if (present.HasFlag(GpuFeatures.Storage16Bit))
        {
            last = &features11;
        }

        PhysicalDeviceFeatures2 features = new() { SType = StructureType.PhysicalDeviceFeatures2, PNext = last };
        return use(&features);
    }
}
