using Silk.NET.Vulkan;
using Silk.NET.Vulkan.Extensions.EXT;

namespace SweepDsl.Runtime.Vulkan;

/// <summary>Gives Vulkan objects their names, and stretches of commands their labels, where VK_EXT_debug_utils is there.</summary>
internal sealed unsafe class ObjectLabels(GpuDevice device, ExtDebugUtils? debugUtils)
{
    public void Name(ObjectType type, ulong handle, string label)
    {
        if (debugUtils is null)
        {
            return;
        }

        fixed (byte* text = NativeText.Terminated(label))
        {
            DebugUtilsObjectNameInfoEXT info = new()
            {
                SType = StructureType.DebugUtilsObjectNameInfoExt,
                ObjectType = type,
                ObjectHandle = handle,
                PObjectName = text,
            };
            device.ThrowIfFailed(debugUtils.SetDebugUtilsObjectName(device.Handle, in info), label);
        }
    }

    public void Begin(CommandBuffer commands, string label)
    {
        if (debugUtils is null)
        {
            return;
        }

        fixed (byte* text = NativeText.Terminated(label))
        {
            DebugUtilsLabelEXT info = new() { SType = StructureType.DebugUtilsLabelExt, PLabelName = text };
            debugUtils.CmdBeginDebugUtilsLabel(commands, in info);
        }
    }

    public void End(CommandBuffer commands) => debugUtils?.CmdEndDebugUtilsLabel(commands);
}
