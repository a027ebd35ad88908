using System.Collections.Immutable;
using Silk.NET.Vulkan;
using Silk.NET.Vulkan.Extensions.KHR;
using Silk.NET.Vulkan.Extensions.NV;

namespace SweepDsl.Runtime.Vulkan;

/// <summary>Asks a device for the matrices that its subgroups multiply.</summary>
internal static unsafe class CooperativeMatrices
{
    private const string Subject = "cooperative matrices";

    /// <summary>Those of float16 with sums in float32, of each extension that the device has.</summary>
    public static ImmutableArray<CooperativeMatrix> Of(VulkanInstance instance, PhysicalDevice device, GpuFeatures features) =>
    [
        .. features.HasFlag(GpuFeatures.CooperativeMatrixKhr) && instance.Vk.TryGetInstanceExtension(instance.Handle, out KhrCooperativeMatrix khr) ? OfKhr(khr, device) : [],
        .. features.HasFlag(GpuFeatures.CooperativeMatrixNV) && instance.Vk.TryGetInstanceExtension(instance.Handle, out NVCooperativeMatrix nv) ? OfNV(nv, device) : [],
    ];

    private static IEnumerable<CooperativeMatrix> OfKhr(KhrCooperativeMatrix extension, PhysicalDevice device)
    {
        uint count = 0;
        extension.GetPhysicalDeviceCooperativeMatrixProperties(device, &count, null).ThrowIfFailed(Subject);
        CooperativeMatrixPropertiesKHR[] all = new CooperativeMatrixPropertiesKHR[count];
        Array.Fill(all, new CooperativeMatrixPropertiesKHR { SType = StructureType.CooperativeMatrixPropertiesKhr });
        fixed (CooperativeMatrixPropertiesKHR* first = all)
        {
            extension.GetPhysicalDeviceCooperativeMatrixProperties(device, &count, first).ThrowIfFailed(Subject);
        }

        return all
            .Where(matrix => matrix is
            {
                AType: ComponentTypeKHR.Float16Khr, BType: ComponentTypeKHR.Float16Khr, CType: ComponentTypeKHR.Float32Khr, ResultType: ComponentTypeKHR.Float32Khr,
                Scope: ScopeKHR.SubgroupKhr,
            })
            .Select(matrix => new CooperativeMatrix(CooperativeMatrixExtension.Khr, (int)matrix.MSize, (int)matrix.NSize, (int)matrix.KSize));
    }

    private static IEnumerable<CooperativeMatrix> OfNV(NVCooperativeMatrix extension, PhysicalDevice device)
    {
        uint count = 0;
        extension.GetPhysicalDeviceCooperativeMatrixProperties(device, &count, null).ThrowIfFailed(Subject);
        CooperativeMatrixPropertiesNV[] all = new CooperativeMatrixPropertiesNV[count];
        Array.Fill(all, new CooperativeMatrixPropertiesNV { SType = StructureType.CooperativeMatrixPropertiesNV });
        fixed (CooperativeMatrixPropertiesNV* first = all)
        {
            extension.GetPhysicalDeviceCooperativeMatrixProperties(device, &count, first).ThrowIfFailed(Subject);
        }

        return all
            .Where(matrix => matrix is
            {
                AType: ComponentTypeNV.Float16Khr, BType: ComponentTypeNV.Float16Khr, CType: ComponentTypeNV.Float32Khr, DType: ComponentTypeNV.Float32Khr,
                Scope: ScopeNV.SubgroupKhr,
            })
            .Select(matrix => new CooperativeMatrix(CooperativeMatrixExtension.NV, (int)matrix.MSize, (int)matrix.NSize, (int)matrix.KSize));
    }
}
