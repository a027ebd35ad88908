using Silk.NET.Core.Native;

namespace Silk.NET.Vulkan.Extensions.NV;

/// <summary>VK_NV_cooperative_matrix: matrices that the invocations of a subgroup hold and multiply together, as drivers of NVIDIA had them first.</summary>
internal sealed unsafe class NVCooperativeMatrix : NativeExtension<Vk>
{
    public const string ExtensionName = "VK_NV_cooperative_matrix";
    internal const string FirstFunction = "vkGetPhysicalDeviceCooperativeMatrixPropertiesNV";

    private readonly nint _getProperties;

    internal NVCooperativeMatrix(Func<string, nint> address)
    {
        _getProperties = address(FirstFunction);
    }

    public Result GetPhysicalDeviceCooperativeMatrixProperties(
        PhysicalDevice physicalDevice, uint* pPropertyCount, CooperativeMatrixPropertiesNV* pProperties) =>
        ((delegate* unmanaged<PhysicalDevice, uint*, CooperativeMatrixPropertiesNV*, Result>)_getProperties)(physicalDevice, pPropertyCount, pProperties);
}
