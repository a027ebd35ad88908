using SweepDsl.Runtime.Vulkan;

namespace SweepDsl.Runtime.Kernels.Planning.Register;

/// <summary>How kernels fetch values.</summary>
internal static class ChannelTexels
{
    /// <summary>A view for fetches of four neighbouring channels where their number is a multiple of 4, else of one; in the element type of the buffer.</summary>
    public static BufferView TexelsOf(this BufferView view, int channels) => view.AsTexels((view.Elements == ElementType.Float16, channels % 4 == 0) switch
    {
        (false, false) => TexelFormat.Float1,
        (false, true) => TexelFormat.Float4,
        (true, false) => TexelFormat.Half1,
        (true, true) => TexelFormat.Half4,
    });
}
