using Silk.NET.Vulkan;

namespace SweepDsl.Runtime.Vulkan;

/// <content>Finding, opening and closing devices.</content>
public sealed unsafe partial class GpuDevice
{
    private const string PortabilitySubset = "VK_KHR_portability_subset";

    private GpuDevice(VulkanInstance instance, PhysicalDevice physicalDevice, GpuDeviceInfo info, GpuDeviceOptions options)
    {
        _instance = instance;
        Info = options.LimitOverrides.Apply(info);
        QueueFamily = ComputeQueue.Find(instance.Vk, physicalDevice)!.Value.Family;
        try
        {
            Handle = CreateDevice(physicalDevice);
            Labels = new ObjectLabels(this, instance.DebugUtils);
            Memory = new MemoryPlanner(this, physicalDevice, options.LimitOverrides);
            PipelineCache = new PipelineCacheFile(this, options.Cache);
            Layouts = new PipelineLayouts(this);
            Queue = new GpuQueue(this, options.SubmissionTimeout);
            Staging = new StagingCopies(this);
        }
        catch
        {
            Close();
            throw;
        }
    }

    /// <summary>All devices of all drivers, those that cannot be used included.</summary>
    /// <exception cref="SweepException">There is no Vulkan loader or no driver.</exception>
    public static IReadOnlyList<GpuDeviceInfo> Enumerate() => SoftwareThreads.With(null, IReadOnlyList<GpuDeviceInfo> () =>
    {
        using VulkanInstance instance = VulkanInstance.Create(Vk.GetApi, isValidated: false);
        return Enumerate(instance, InstanceProperties.PhysicalDevices(instance.Vk, instance.Handle));
    });

    /// <summary>Opens a device.</summary>
    /// <exception cref="SweepException">There is no such device, or it cannot be used.</exception>
    /// <exception cref="GpuException">The driver refused.</exception>
    public static GpuDevice Open(GpuDeviceOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        return SoftwareThreads.With(options.SoftwareThreads, () => OpenNow(options));
    }

    private static GpuDevice OpenNow(GpuDeviceOptions options)
    {
        VulkanInstance instance = VulkanInstance.Create(options.LoadVulkan, options.IsValidated);
        try
        {
            PhysicalDevice[] devices = InstanceProperties.PhysicalDevices(instance.Vk, instance.Handle);
            GpuDeviceInfo info = DeviceSelection.Choose(Enumerate(instance, devices), options.Device);
            return new GpuDevice(instance, devices[info.Index], info, options);
        }
        catch
        {
            instance.Dispose();
            throw;
        }
    }

    private static GpuDeviceInfo[] Enumerate(VulkanInstance instance, PhysicalDevice[] devices) =>
        [.. devices.Select((device, index) => PhysicalDeviceReader.Read(instance, device, index))];

    private Device CreateDevice(PhysicalDevice physicalDevice)
    {
        HashSet<string> present = InstanceProperties.DeviceExtensions(Vk, physicalDevice);
        bool isVersion13 = Info.ApiVersion >= new Version(1, 3) && _instance.ApiVersion >= new Silk.NET.Core.Version32(1, 3, 0);
        List<string> extensions = [];
        if (present.Contains(PortabilitySubset))
        {
            // The standard demands that it is switched on where it exists.
            extensions.Add(PortabilitySubset);
        }

        if (Info.Features.HasFlag(GpuFeatures.MemoryBudget))
        {
            extensions.Add(PhysicalDeviceReader.MemoryBudgetExtension);
        }

        if ((Info.Features & DeviceFeatureChain.OfSubgroupSizes) != 0 && !isVersion13)
        {
            extensions.Add(PhysicalDeviceReader.SubgroupSizeControlExtension);
        }

        if (Info.Features.HasFlag(GpuFeatures.CooperativeMatrixKhr))
        {
            extensions.Add(CooperativeMatrices.KhrExtension);
        }

        if (Info.Features.HasFlag(GpuFeatures.CooperativeMatrixNV))
        {
            extensions.Add(CooperativeMatrices.NVExtension);
        }

        using NativeTextList names = new(extensions);
        return DeviceFeatureChain.With(Info.Features, chain => CreateDevice(physicalDevice, chain, names));
    }

    private Device CreateDevice(PhysicalDevice physicalDevice, PhysicalDeviceFeatures2* features, NativeTextList extensions)
    {
        float priority = 1;
        DeviceQueueCreateInfo queue = new()
        {
            SType = StructureType.DeviceQueueCreateInfo,
            QueueFamilyIndex = QueueFamily,
            QueueCount = 1,
            PQueuePriorities = &priority,
        };
        DeviceCreateInfo info = new()
        {
            SType = StructureType.DeviceCreateInfo,
            PNext = features,
            QueueCreateInfoCount = 1,
            PQueueCreateInfos = &queue,
            EnabledExtensionCount = extensions.Count,
            PpEnabledExtensionNames = extensions.Pointers,
        };
        ThrowIfFailed(Vk.CreateDevice(physicalDevice, in info, null, out Device device), Info.Name);
        return device;
    }

    // Also after a failed constructor, when some of the parts do not exist yet. A hung device is left to the end of the process:
    // destroying what it still uses is undefined.
    private void Close()
    {
        bool isIdle = IsIdle();
        while (LastObject() is { } child)
        {
            child.Dispose();
        }

        if (!isIdle)
        {
            return;
        }

        if (Handle.Handle != 0)
        {
            Vk.DestroyDevice(Handle, null);
            Handle = default;
        }

        _instance.Dispose();
    }
}
