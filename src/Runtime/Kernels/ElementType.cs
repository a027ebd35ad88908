namespace SweepDsl.Runtime.Kernels;

/// <summary>How the values of a buffer lie in memory: for kernels a snippet <c>shaders/storages/NAME.glsl</c>. What is computed is float32 whatever it is.</summary>
/// <param name="Name">The file's name.</param>
/// <param name="ByteLength">Bytes of a value.</param>
public sealed record ElementType(string Name, int ByteLength)
{
    /// <summary>The slot that kernels include it by.</summary>
    public const string Slot = "storage";

    /// <summary>As computed; integers of 4 bytes too.</summary>
    public static ElementType Float32 { get; } = new("float32", sizeof(float));

    /// <summary>Rounded to half the size when stored; the device must have <see cref="Vulkan.GpuFeatures.Storage16Bit"/>.</summary>
    public static ElementType Float16 { get; } = new("float16", sizeof(ushort));

    /// <summary>The snippet to compile into a kernel.</summary>
    public Snippet Snippet => new(Slot, $"storages/{Name}.glsl");

    /// <summary>Bytes of a buffer of so many values: a multiple of 4.</summary>
    public long BytesOf(long values) => checked((values * ByteLength) + sizeof(uint) - 1) / sizeof(uint) * sizeof(uint);
}
