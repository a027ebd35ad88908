using System.Collections.Immutable;
using Silk.NET.Vulkan;

namespace SweepDsl.Runtime.Vulkan;

/// <summary>Asks a device for the matrices that its subgroups multiply.</summary>
internal static unsafe class CooperativeMatrices
{
    /// <summary>The device's extension for all vendors.</summary>
    public const string KhrExtension = "VK_KHR_cooperative_matrix";

    /// <summary>The device's older extension of NVIDIA.</summary>
    public const string NVExtension = "VK_NV_cooperative_matrix";

    private const string Subject = "cooperative matrices";

    /// <summary>Those of float16 with sums in float32, of each extension that the device has.</summary>
    public static ImmutableArray<CooperativeMatrix> Of(VulkanInstance instance, PhysicalDevice device, GpuFeatures features) =>
    [
        .. features.HasFlag(GpuFeatures.CooperativeMatrixKhr) ? OfKhr(instance, device) : [],
        .. features.HasFlag(GpuFeatures.CooperativeMatrixNV) ? OfNV(instance, device) : [],
    ];

    private static IEnumerable<CooperativeMatrix> OfKhr(VulkanInstance instance, PhysicalDevice device)
    {
        var ask = (delegate* unmanaged<PhysicalDevice, uint*, CooperativeMatrixPropertiesKHR*, Result>)Function(instance, "vkGetPhysicalDeviceCooperativeMatrixPropertiesKHR");
        uint count = 0;
        ask(device, &count, null).ThrowIfFailed(Subject);
        CooperativeMatrixPropertiesKHR[] all = new CooperativeMatrixPropertiesKHR[count];
        Array.Fill(all, new CooperativeMatrixPropertiesKHR { SType = StructureType.CooperativeMatrixPropertiesKhr });
        fixed (CooperativeMatrixPropertiesKHR* first = all)
        {
            ask(device, &count, first).ThrowIfFailed(Subject);
        }

        return all
            .Where(matrix => matrix is
            {
                AType: ComponentTypeKHR.Float16Khr, BType: ComponentTypeKHR.Float16Khr, CType: ComponentTypeKHR.Float32Khr, ResultType: ComponentTypeKHR.Float32Khr,
                Scope: ScopeKHR.SubgroupKhr,
            })
            .Select(matrix => new CooperativeMatrix(CooperativeMatrixExtension.Khr, (int)matrix.MSize, (int)matrix.NSize, (int)matrix.KSize));
    }

    private static IEnumerable<CooperativeMatrix> OfNV(VulkanInstance instance, PhysicalDevice device)
    {
        var ask = (delegate* unmanaged<PhysicalDevice, uint*, CooperativeMatrixPropertiesNV*, Result>)Function(instance, "vkGetPhysicalDeviceCooperativeMatrixPropertiesNV");
        uint count = 0;
        ask(device, &count, null).ThrowIfFailed(Subject);
        CooperativeMatrixPropertiesNV[] all = new CooperativeMatrixPropertiesNV[count];
        Array.Fill(all, new CooperativeMatrixPropertiesNV { SType = StructureType.CooperativeMatrixPropertiesNV });
        fixed (CooperativeMatrixPropertiesNV* first = all)
        {
            ask(device, &count, first).ThrowIfFailed(Subject);
        }

        return all
            .Where(matrix => matrix is
            {
                AType: ComponentTypeNV.Float16Khr, BType: ComponentTypeNV.Float16Khr, CType: ComponentTypeNV.Float32Khr, DType: ComponentTypeNV.Float32Khr,
                Scope: ScopeNV.SubgroupKhr,
            })
            .Select(matrix => new CooperativeMatrix(CooperativeMatrixExtension.NV, (int)matrix.MSize, (int)matrix.NSize, (int)matrix.KSize));
    }

    // By name: the functions of extensions that a device has come in packages of their own otherwise.
    private static nint Function(VulkanInstance instance, string name)
    {
        nint address = instance.Vk.GetInstanceProcAddr(instance.Handle, name);
        return address != 0 ? address : throw new EntryPointNotFoundException($"The Vulkan driver has the extension and no function {name}.");
    }
}
