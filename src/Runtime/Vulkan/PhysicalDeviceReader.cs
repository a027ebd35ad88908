using System.Collections.Immutable;
using System.Globalization;
using Silk.NET.Core;
using Silk.NET.Vulkan;

namespace SweepDsl.Runtime.Vulkan;

/// <summary>Reads what a physical device says of itself.</summary>
internal static unsafe class PhysicalDeviceReader
{
    public const string MemoryBudgetExtension = "VK_EXT_memory_budget";
    public const string SubgroupSizeControlExtension = "VK_EXT_subgroup_size_control";
    private const string PciExtension = "VK_EXT_pci_bus_info";
    private const string Maintenance4Extension = "VK_KHR_maintenance4";

    public static GpuDeviceInfo Read(VulkanInstance instance, PhysicalDevice device, int index)
    {
        Vk vk = instance.Vk;
        PhysicalDeviceProperties basic;
        vk.GetPhysicalDeviceProperties(device, &basic);
        bool isNewEnough = basic.ApiVersion >= Vk.Version12;
        GpuDeviceInfo info = FromBasicProperties(basic, index) with
        {
            Problem = !isNewEnough
                ? "it offers Vulkan " + VersionOf(basic.ApiVersion).ToString(2) + "; 1.2 or newer is needed (a newer driver may bring it)."
                : ComputeQueue.Find(vk, device) is null ? "it has no queue for compute work." : null,
        };
        return isNewEnough ? Extended(instance, device, info) : info;
    }

    private static GpuDeviceInfo FromBasicProperties(in PhysicalDeviceProperties properties, int index)
    {
        fixed (PhysicalDeviceProperties* pointer = &properties)
        {
            return new GpuDeviceInfo
            {
                Index = index,
                Name = NativeText.Read(pointer->DeviceName),
                Type = TypeOf(properties.DeviceType),
                ApiVersion = VersionOf(properties.ApiVersion),
                VendorId = properties.VendorID,
                DeviceId = properties.DeviceID,
                DriverVersion = properties.DriverVersion,
                PipelineCacheUuid = Hex(pointer->PipelineCacheUuid),
                Limits = LimitsOf(pointer->Limits),
            };
        }
    }

    private static GpuDeviceInfo Extended(VulkanInstance instance, PhysicalDevice device, GpuDeviceInfo info)
    {
        Vk vk = instance.Vk;
        HashSet<string> extensions = InstanceProperties.DeviceExtensions(vk, device);
        bool is13 = info.ApiVersion >= new Version(1, 3) && instance.ApiVersion >= new Version32(1, 3, 0);
        bool hasSizeControl = is13 || extensions.Contains(SubgroupSizeControlExtension);
        bool hasMaintenance4 = is13 || extensions.Contains(Maintenance4Extension);

        bool hasPciAddress = extensions.Contains(PciExtension);

        PhysicalDevicePCIBusInfoPropertiesEXT pci = new() { SType = StructureType.PhysicalDevicePciBusInfoPropertiesExt };
        PhysicalDeviceMaintenance4Properties maintenance4 = new()
        {
            SType = StructureType.PhysicalDeviceMaintenance4Properties,
            PNext = hasPciAddress ? &pci : null,
        };
        PhysicalDeviceSubgroupSizeControlProperties sizeControl = new()
        {
            SType = StructureType.PhysicalDeviceSubgroupSizeControlProperties,
            PNext = hasMaintenance4 ? &maintenance4 : maintenance4.PNext,
        };
        PhysicalDeviceVulkan12Properties properties12 = new()
        {
            SType = StructureType.PhysicalDeviceVulkan12Properties,
            PNext = hasSizeControl ? &sizeControl : sizeControl.PNext,
        };
        PhysicalDeviceVulkan11Properties properties11 = new() { SType = StructureType.PhysicalDeviceVulkan11Properties, PNext = &properties12 };
        PhysicalDeviceProperties2 all = new() { SType = StructureType.PhysicalDeviceProperties2, PNext = &properties11 };
        vk.GetPhysicalDeviceProperties2(device, &all);

        PhysicalDeviceMemoryProperties2 memory = new() { SType = StructureType.PhysicalDeviceMemoryProperties2 };
        vk.GetPhysicalDeviceMemoryProperties2(device, &memory);
        GpuFeatures features = DeviceFeatureChain.Read(instance, device, hasSizeControl, extensions);
        if (!sizeControl.RequiredSubgroupSizeStages.HasFlag(ShaderStageFlags.ComputeBit))
        {
            features &= ~GpuFeatures.SubgroupSizeControl;
        }

        // llvmpipe, up to Mesa 26.2 at least, lays matrices out for 8 lanes and crashes the process with wider subgroups.
        if (properties12.DriverID == DriverId.MesaLlvmpipe && properties11.SubgroupSize != 8)
        {
            features &= ~DeviceFeatureChain.OfCooperativeMatrices;
        }

        bool canChoose = features.HasFlag(GpuFeatures.SubgroupSizeControl);
        int subgroupSize = (int)properties11.SubgroupSize;
        long maxAllocation = Saturate(properties11.MaxMemoryAllocationSize);
        return info with
        {
            DriverName = NativeText.Read(properties12.DriverName),
            DriverInfo = NativeText.Read(properties12.DriverInfo),
            PciAddress = hasPciAddress ? string.Create(CultureInfo.InvariantCulture, $"{pci.PciDomain:x4}:{pci.PciBus:x2}:{pci.PciDevice:x2}.{pci.PciFunction:x}") : null,
            Uuid = Hex(properties11.DeviceUuid),
            DriverUuid = Hex(properties11.DriverUuid),
            SubgroupSize = subgroupSize,
            MinSubgroupSize = canChoose ? (int)sizeControl.MinSubgroupSize : subgroupSize,
            MaxSubgroupSize = canChoose ? (int)sizeControl.MaxSubgroupSize : subgroupSize,
            SubgroupOperations = properties11.SubgroupSupportedStages.HasFlag(ShaderStageFlags.ComputeBit)
                ? (SubgroupOperations)properties11.SubgroupSupportedOperations
                : SubgroupOperations.None,
            Features = features | (extensions.Contains(MemoryBudgetExtension) ? GpuFeatures.MemoryBudget : 0),
            CooperativeMatrices = CooperativeMatrices.Of(instance, device, features),
            MemoryHeaps = Heaps(memory.MemoryProperties),
            Limits = info.Limits with
            {
                MaxMemoryAllocationSize = maxAllocation,
                MaxBufferSize = hasMaintenance4 ? Saturate(maintenance4.MaxBufferSize) : maxAllocation,
                MaxWorkgroupSubgroups = canChoose ? sizeControl.MaxComputeWorkgroupSubgroups : info.Limits.MaxWorkgroupSubgroups,
                TimestampBits = ComputeQueue.Find(vk, device)?.TimestampBits ?? 0,
            },
        };
    }

    private static DeviceLimits LimitsOf(in PhysicalDeviceLimits limits) => new()
    {
        MaxStorageBufferRange = limits.MaxStorageBufferRange,
        MinStorageBufferOffsetAlignment = Saturate(limits.MinStorageBufferOffsetAlignment),
        MaxTexelBufferElements = limits.MaxTexelBufferElements,
        MinTexelBufferOffsetAlignment = Saturate(limits.MinTexelBufferOffsetAlignment),
        MaxMemoryAllocationSize = 1 << 30,
        MaxBufferSize = 1 << 30,
        MaxStorageBuffers = Saturate(Math.Min(limits.MaxPerStageDescriptorStorageBuffers, limits.MaxDescriptorSetStorageBuffers)),

        // The standard counts uniform texel buffers among the sampled images.
        MaxTexelBuffers = Saturate(Math.Min(limits.MaxPerStageDescriptorSampledImages, limits.MaxDescriptorSetSampledImages)),
        MaxBindings = Saturate(limits.MaxPerStageResources),
        MaxPushConstantBytes = (int)limits.MaxPushConstantsSize,
        MaxSharedMemoryBytes = (int)Math.Min(int.MaxValue, limits.MaxComputeSharedMemorySize),
        MaxWorkgroupInvocations = (int)limits.MaxComputeWorkGroupInvocations,
        MaxWorkgroupSize = (limits.MaxComputeWorkGroupSize[0], limits.MaxComputeWorkGroupSize[1], limits.MaxComputeWorkGroupSize[2]),
        MaxWorkgroupSubgroups = limits.MaxComputeWorkGroupInvocations,
        MaxWorkgroupCount = (limits.MaxComputeWorkGroupCount[0], limits.MaxComputeWorkGroupCount[1], limits.MaxComputeWorkGroupCount[2]),
        TimestampPeriodNs = limits.TimestampPeriod,
        TimestampBits = 0,
    };

    private static ImmutableArray<GpuMemoryHeap> Heaps(in PhysicalDeviceMemoryProperties memory)
    {
        ImmutableArray<GpuMemoryHeap>.Builder heaps = ImmutableArray.CreateBuilder<GpuMemoryHeap>();
        for (int i = 0; i < memory.MemoryHeapCount; i++)
        {
            MemoryHeap heap = memory.MemoryHeaps[i];
            heaps.Add(new GpuMemoryHeap(Saturate(heap.Size), heap.Flags.HasFlag(MemoryHeapFlags.DeviceLocalBit)));
        }

        return heaps.ToImmutable();
    }

    private static GpuDeviceType TypeOf(PhysicalDeviceType type) => type switch
    {
        PhysicalDeviceType.DiscreteGpu => GpuDeviceType.Discrete,
        PhysicalDeviceType.IntegratedGpu => GpuDeviceType.Integrated,
        PhysicalDeviceType.VirtualGpu => GpuDeviceType.Virtual,
        PhysicalDeviceType.Cpu => GpuDeviceType.Cpu,
        _ => GpuDeviceType.Other,
    };

    private static Version VersionOf(uint version)
    {
        Version32 parts = (Version32)version;
        return new Version((int)parts.Major, (int)parts.Minor, (int)parts.Patch);
    }

    private static string Hex(byte* uuid) => Convert.ToHexStringLower(new ReadOnlySpan<byte>(uuid, 16));

    private static int Saturate(uint value) => (int)Math.Min(value, int.MaxValue);

    private static long Saturate(ulong value) => (long)Math.Min(value, long.MaxValue);
}
