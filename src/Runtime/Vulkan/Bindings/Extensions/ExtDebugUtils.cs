using Silk.NET.Core.Native;

namespace Silk.NET.Vulkan.Extensions.EXT;

/// <summary>VK_EXT_debug_utils: names and labels in captures and messages from validation layers.</summary>
internal sealed unsafe class ExtDebugUtils : NativeExtension<Vk>
{
    public const string ExtensionName = "VK_EXT_debug_utils";
    internal const string FirstFunction = "vkCreateDebugUtilsMessengerEXT";

    private readonly nint _createMessenger;
    private readonly nint _destroyMessenger;
    private readonly nint _setObjectName;
    private readonly nint _cmdBeginLabel;
    private readonly nint _cmdEndLabel;

    internal ExtDebugUtils(Func<string, nint> address)
    {
        _createMessenger = address(FirstFunction);
        _destroyMessenger = address("vkDestroyDebugUtilsMessengerEXT");
        _setObjectName = address("vkSetDebugUtilsObjectNameEXT");
        _cmdBeginLabel = address("vkCmdBeginDebugUtilsLabelEXT");
        _cmdEndLabel = address("vkCmdEndDebugUtilsLabelEXT");
    }

    public Result CreateDebugUtilsMessenger(
        Instance instance,
        in DebugUtilsMessengerCreateInfoEXT pCreateInfo,
        AllocationCallbacks* pAllocator,
        out DebugUtilsMessengerEXT pMessenger)
    {
        pMessenger = default;
        fixed (DebugUtilsMessengerCreateInfoEXT* input = &pCreateInfo)
        fixed (DebugUtilsMessengerEXT* output = &pMessenger)
        {
            return ((delegate* unmanaged<Instance, DebugUtilsMessengerCreateInfoEXT*, AllocationCallbacks*, DebugUtilsMessengerEXT*, Result>)_createMessenger)(
                instance, input, pAllocator, output);
        }
    }

    public void DestroyDebugUtilsMessenger(Instance instance, DebugUtilsMessengerEXT messenger, AllocationCallbacks* pAllocator) =>
        ((delegate* unmanaged<Instance, DebugUtilsMessengerEXT, AllocationCallbacks*, void>)_destroyMessenger)(instance, messenger, pAllocator);

    public Result SetDebugUtilsObjectName(Device device, in DebugUtilsObjectNameInfoEXT pNameInfo)
    {
        fixed (DebugUtilsObjectNameInfoEXT* input = &pNameInfo)
        {
            return ((delegate* unmanaged<Device, DebugUtilsObjectNameInfoEXT*, Result>)_setObjectName)(device, input);
        }
    }

    public void CmdBeginDebugUtilsLabel(CommandBuffer commandBuffer, in DebugUtilsLabelEXT pLabelInfo)
    {
        fixed (DebugUtilsLabelEXT* input = &pLabelInfo)
        {
            ((delegate* unmanaged<CommandBuffer, DebugUtilsLabelEXT*, void>)_cmdBeginLabel)(commandBuffer, input);
        }
    }

    public void CmdEndDebugUtilsLabel(CommandBuffer commandBuffer) =>
        ((delegate* unmanaged<CommandBuffer, void>)_cmdEndLabel)(commandBuffer);
}
