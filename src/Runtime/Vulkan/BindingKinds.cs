using Silk.NET.Vulkan;

namespace SweepDsl.Runtime.Vulkan;

/// <summary>Facts of the kinds of bindings.</summary>
internal static class BindingKinds
{
    public static DescriptorType ToVulkan(this BindingKind kind) => kind == BindingKind.TexelBuffer ? DescriptorType.UniformTexelBuffer : DescriptorType.StorageBuffer;
}
