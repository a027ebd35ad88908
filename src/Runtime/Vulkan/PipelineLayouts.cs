using Silk.NET.Vulkan;

namespace SweepDsl.Runtime.Vulkan;

/// <summary>
/// The layouts of a device's pipelines: set 0 with storage buffers at bindings 0, 1, …, and a block of push constants. Pipelines of equal shape share one.
/// </summary>
internal sealed unsafe class PipelineLayouts : DeviceObject
{
    private readonly Lock _gate = new();
    private readonly Dictionary<int, DescriptorSetLayout> _sets = [];
    private readonly Dictionary<(int Buffers, int PushBytes), PipelineLayout> _layouts = [];

    public PipelineLayouts(GpuDevice device)
        : base(device, "pipeline layouts")
    {
        Adopt();
    }

    public (DescriptorSetLayout Set, PipelineLayout Layout) Get(int bufferCount, int pushConstantBytes)
    {
        lock (_gate)
        {
            DescriptorSetLayout set = GetSet(bufferCount);
            if (!_layouts.TryGetValue((bufferCount, pushConstantBytes), out PipelineLayout layout))
            {
                layout = CreateLayout(set, pushConstantBytes);
                _layouts.Add((bufferCount, pushConstantBytes), layout);
            }

            return (set, layout);
        }
    }

    private protected override void Release()
    {
        foreach (PipelineLayout layout in _layouts.Values)
        {
            Device.Vk.DestroyPipelineLayout(Device.Handle, layout, null);
        }

        foreach (DescriptorSetLayout set in _sets.Values)
        {
            Device.Vk.DestroyDescriptorSetLayout(Device.Handle, set, null);
        }
    }

    private DescriptorSetLayout GetSet(int bufferCount)
    {
        if (_sets.TryGetValue(bufferCount, out DescriptorSetLayout set))
        {
            return set;
        }

        DescriptorSetLayoutBinding[] bindings = [.. Enumerable.Range(0, bufferCount).Select(binding => new DescriptorSetLayoutBinding
        {
            Binding = (uint)binding,
            DescriptorType = DescriptorType.StorageBuffer,
            DescriptorCount = 1,
            StageFlags = ShaderStageFlags.ComputeBit,
        })];
        fixed (DescriptorSetLayoutBinding* first = bindings)
        {
            DescriptorSetLayoutCreateInfo info = new()
            {
                SType = StructureType.DescriptorSetLayoutCreateInfo,
                BindingCount = (uint)bufferCount,
                PBindings = first,
            };
            Device.ThrowIfFailed(Device.Vk.CreateDescriptorSetLayout(Device.Handle, in info, null, out set), $"{bufferCount} buffers");
        }

        _sets.Add(bufferCount, set);
        return set;
    }

    private PipelineLayout CreateLayout(DescriptorSetLayout set, int pushConstantBytes)
    {
        PushConstantRange range = new() { StageFlags = ShaderStageFlags.ComputeBit, Size = (uint)pushConstantBytes };
        PipelineLayoutCreateInfo info = new()
        {
            SType = StructureType.PipelineLayoutCreateInfo,
            SetLayoutCount = 1,
            PSetLayouts = &set,
            PushConstantRangeCount = pushConstantBytes > 0 ? 1u : 0u,
            PPushConstantRanges = &range,
        };
        Device.ThrowIfFailed(Device.Vk.CreatePipelineLayout(Device.Handle, in info, null, out PipelineLayout layout), Label);
        return layout;
    }
}
