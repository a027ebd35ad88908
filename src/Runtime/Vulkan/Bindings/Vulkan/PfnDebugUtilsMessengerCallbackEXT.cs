using Silk.NET.Core;

namespace Silk.NET.Vulkan;

/// <summary>The native function that receives validation messages.</summary>
internal readonly unsafe struct PfnDebugUtilsMessengerCallbackEXT(
    delegate* unmanaged[Cdecl]<DebugUtilsMessageSeverityFlagsEXT, DebugUtilsMessageTypeFlagsEXT, DebugUtilsMessengerCallbackDataEXT*, void*, Bool32> pointer)
{
    public readonly void* Handle = pointer;
}
