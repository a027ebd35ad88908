using SweepDsl.Runtime.Vulkan;

namespace SweepDsl.Runtime.Kernels.Planning.Register;

/// <summary>How register kernels fetch values.</summary>
internal static class ChannelTexels
{
    /// <summary>A view for fetches of four neighbouring channels where their number is a multiple of 4, else of one.</summary>
    public static BufferView TexelsOf(this BufferView view, int channels) => view.AsTexels(channels % 4 == 0 ? TexelFormat.Float4 : TexelFormat.Float1);
}
