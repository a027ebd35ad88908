using System.Collections.Immutable;
using Silk.NET.Vulkan;

namespace SweepDsl.Runtime.Vulkan;

/// <summary>
/// The layouts of a device's pipelines: set 0 with buffers at bindings 0, 1, …, and a block of push constants. Pipelines of equal shape share one.
/// </summary>
internal sealed unsafe class PipelineLayouts : DeviceObject
{
    private readonly Lock _gate = new();
    private readonly Dictionary<string, DescriptorSetLayout> _sets = [];
    private readonly Dictionary<(string Bindings, int PushBytes), PipelineLayout> _layouts = [];

    public PipelineLayouts(GpuDevice device)
        : base(device, "pipeline layouts")
    {
        Adopt();
    }

    public (DescriptorSetLayout Set, PipelineLayout Layout) Get(ImmutableArray<BindingKind> bindings, int pushConstantBytes)
    {
        // Arrays compare by identity; the list as text is key and label.
        string key = string.Join(' ', bindings);
        lock (_gate)
        {
            DescriptorSetLayout set = GetSet(key, bindings);
            if (!_layouts.TryGetValue((key, pushConstantBytes), out PipelineLayout layout))
            {
                layout = CreateLayout(set, pushConstantBytes);
                _layouts.Add((key, pushConstantBytes), layout);
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

    private DescriptorSetLayout GetSet(string key, ImmutableArray<BindingKind> kinds)
    {
        if (_sets.TryGetValue(key, out DescriptorSetLayout set))
        {
            return set;
        }

        DescriptorSetLayoutBinding[] bindings = [.. kinds.Select((kind, binding) => new DescriptorSetLayoutBinding
        {
            Binding = (uint)binding,
            DescriptorType = kind.ToVulkan(),
            DescriptorCount = 1,
            StageFlags = ShaderStageFlags.ComputeBit,
        })];
        fixed (DescriptorSetLayoutBinding* first = bindings)
        {
            DescriptorSetLayoutCreateInfo info = new()
            {
                SType = StructureType.DescriptorSetLayoutCreateInfo,
                BindingCount = (uint)bindings.Length,
                PBindings = first,
            };
            Device.ThrowIfFailed(Device.Vk.CreateDescriptorSetLayout(Device.Handle, in info, null, out set), $"bindings '{key}'");
        }

        _sets.Add(key, set);
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
