using System.Reflection;
using Silk.NET.Vulkan;

namespace SweepDsl.Runtime.Tests.Vulkan.Bindings;

/// <summary>The types that stand in for Silk.NET.Vulkan's.</summary>
internal static class BindingTypes
{
    public static IEnumerable<Type> All => typeof(Vk).Assembly.GetTypes().Where(type => type is { Namespace: "Silk.NET.Vulkan", IsNested: false });

    public static IEnumerable<Type> Enums => All.Where(type => type.IsEnum);

    /// <summary>Structs that are passed to the driver by pointer; not handles, function pointers, or the opaque ones.</summary>
    public static IEnumerable<Type> Structs => All.Where(type =>
        type is { IsValueType: true, IsEnum: false }
        && StructLayoutOf.InstanceFields(type).Length > 0
        && StructLayoutOf.InstanceFields(type)[0].Name != "Handle");

    public static IEnumerable<Type> Handles => All.Where(type =>
        type is { IsValueType: true, IsEnum: false } && StructLayoutOf.InstanceFields(type) is [{ Name: "Handle" }]);

    /// <summary>Functions, not the object's own members.</summary>
    public static IEnumerable<MethodInfo> Functions => typeof(Vk)
        .GetMethods(BindingFlags.Public | BindingFlags.Instance | BindingFlags.DeclaredOnly)
        .Where(method => !method.IsSpecialName && method.Name is not (nameof(Vk.Dispose) or nameof(Vk.TryGetInstanceExtension)));
}
