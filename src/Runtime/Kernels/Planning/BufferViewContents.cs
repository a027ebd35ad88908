using SweepDsl.Runtime.Vulkan;

namespace SweepDsl.Runtime.Kernels.Planning;

/// <summary>Checks that views hold what a kernel will touch, so that no kernel needs to test a bound that its shapes already imply.</summary>
internal static class BufferViewContents
{
    /// <summary>The view, if it holds at least <paramref name="values"/> values of its element type and one binding can reach them.</summary>
    /// <exception cref="ArgumentException">It is too short.</exception>
    /// <exception cref="DeviceLimitException">It is too long to be indexed.</exception>
    public static BufferView Holding(this BufferView view, long values, string label)
    {
        long bytes = checked(values * view.Elements.ByteLength);
        if (view.ByteLength < bytes)
        {
            throw new ArgumentException($"{label}: {view} has {view.ByteLength} bytes, {bytes} are needed.", nameof(view));
        }

        if (bytes > uint.MaxValue)
        {
            throw new DeviceLimitException($"{label}: {view} would need {bytes} bytes in one binding; Vulkan reaches at most {uint.MaxValue}. Use a smaller batch.", nameof(view));
        }

        return view;
    }
}
