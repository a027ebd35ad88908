using SweepDsl.Runtime.Vulkan;

namespace SweepDsl.Runtime.Kernels;

/// <summary>Brings floats to buffers and back, in whatever type they lie there.</summary>
internal static class BufferElements
{
    /// <summary>Fills a buffer from its start.</summary>
    public static void UploadAs(this GpuBuffer buffer, ElementType elements, float[] values)
    {
        if (elements == ElementType.Float16)
        {
            buffer.Upload<Half>([.. values.Select(value => (Half)value)]);
        }
        else
        {
            buffer.Upload<float>(values);
        }
    }

    /// <summary>All values of a buffer, what fills its last word included.</summary>
    public static float[] DownloadAs(this GpuBuffer buffer, ElementType elements)
    {
        if (elements == ElementType.Float16)
        {
            Half[] halves = new Half[buffer.ByteLength / elements.ByteLength];
            buffer.Download<Half>(halves);
            return [.. halves.Select(half => (float)half)];
        }

        float[] floats = new float[buffer.ByteLength / elements.ByteLength];
        buffer.Download<float>(floats);
        return floats;
    }
}
