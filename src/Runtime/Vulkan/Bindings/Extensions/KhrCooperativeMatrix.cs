using Silk.NET.Core.Native;

namespace Silk.NET.Vulkan.Extensions.KHR;

/// <summary>VK_KHR_cooperative_matrix: matrices that the invocations of a subgroup hold and multiply together.</summary>
internal sealed unsafe class KhrCooperativeMatrix : NativeExtension<Vk>
{
    public const string ExtensionName = "VK_KHR_cooperative_matrix";
    internal const string FirstFunction = "vkGetPhysicalDeviceCooperativeMatrixPropertiesKHR";

    private readonly nint _getProperties;

    internal KhrCooperativeMatrix(Func<string, nint> address)
    {
        _getProperties = address(FirstFunction);
    }

    public Result GetPhysicalDeviceCooperativeMatrixProperties(
        PhysicalDevice physicalDevice, uint* pPropertyCount, CooperativeMatrixPropertiesKHR* pProperties) =>
        ((delegate* unmanaged<PhysicalDevice, uint*, CooperativeMatrixPropertiesKHR*, Result>)_getProperties)(physicalDevice, pPropertyCount, pProperties);
}
