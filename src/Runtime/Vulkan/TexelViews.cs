using Silk.NET.Vulkan;

namespace SweepDsl.Runtime.Vulkan;

/// <summary>The buffer views through which kernels read texels: one for each distinct range and format, released with the descriptor sets that hold them.</summary>
internal sealed unsafe class TexelViews(GpuDevice device)
{
    private readonly Dictionary<BufferRange, BufferView> _views = [];

    public BufferView Get(BufferRange range)
    {
        if (!_views.TryGetValue(range, out BufferView view))
        {
            string label = $"{range} as {range.Texels}";
            BufferViewCreateInfo info = new()
            {
                SType = StructureType.BufferViewCreateInfo,
                Buffer = range.Buffer.Handle,
                Format = range.Texels!.Value.ToVulkan(),
                Offset = (ulong)range.ByteOffset,
                Range = (ulong)range.ByteLength,
            };
            device.ThrowIfFailed(device.Vk.CreateBufferView(device.Handle, in info, null, out view), label);
            _views.Add(range, view);
            device.Labels.Name(ObjectType.BufferView, view.Handle, label);
        }

        return view;
    }

    public void Destroy()
    {
        foreach (BufferView view in _views.Values)
        {
            device.Vk.DestroyBufferView(device.Handle, view, null);
        }

        _views.Clear();
    }
}
