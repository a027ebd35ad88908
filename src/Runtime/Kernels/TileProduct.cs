using SweepDsl.Runtime.Vulkan;

namespace SweepDsl.Runtime.Kernels;

/// <summary>How kernels with tiles in shared memory multiply them: for kernels a snippet <c>shaders/products/NAME.glsl</c>.</summary>
/// <param name="Name">The file's name.</param>
public sealed record TileProduct(string Name)
{
    /// <summary>The slot that kernels include it by.</summary>
    public const string Slot = "product";

    /// <summary>Each invocation by itself, by fused multiply-adds in float32.</summary>
    public static TileProduct Fma { get; } = new("fma");

    /// <summary>Subgroups together, in the device's units for matrices. Factors must be stored as <see cref="ElementType.Float16"/>.</summary>
    public static TileProduct Cooperative(CooperativeMatrixExtension extension) => new($"cooperative_{extension.Name.ToLowerInvariant()}");

    /// <summary>The snippet to compile into a kernel.</summary>
    public Snippet Snippet => new(Slot, $"products/{Name}.glsl");
}
