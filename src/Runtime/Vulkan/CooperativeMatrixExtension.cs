namespace SweepDsl.Runtime.Vulkan;

/// <summary>An extension by which shaders multiply matrices in units that a device has for it.</summary>
/// <param name="Name">As in the names of Vulkan's and GLSL's extensions, <c>VK_NAME_cooperative_matrix</c> and <c>GL_NAME_cooperative_matrix</c>.</param>
/// <param name="Feature">The device's ability.</param>
public sealed record CooperativeMatrixExtension(string Name, GpuFeatures Feature)
{
    /// <summary>The one of all vendors; compilers know it since glslang 12.3.</summary>
    public static CooperativeMatrixExtension Khr { get; } = new("KHR", GpuFeatures.CooperativeMatrixKhr);

    /// <summary>The older one of NVIDIA, for compilers that do not know the other.</summary>
    public static CooperativeMatrixExtension NV { get; } = new("NV", GpuFeatures.CooperativeMatrixNV);

    /// <summary>All, the better ones first.</summary>
    public static IReadOnlyList<CooperativeMatrixExtension> All { get; } = [Khr, NV];

    /// <summary>The extension of GLSL.</summary>
    public string Glsl => $"GL_{Name}_cooperative_matrix";

    /// <summary>Its name.</summary>
    public override string ToString() => Name;
}
