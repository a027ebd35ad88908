using Silk.NET.Vulkan;

namespace SweepDsl.Runtime.Vulkan;

/// <summary>
/// Descriptor sets of one lifetime (a recording, a bound program): each distinct list of ranges is written once, and the pools and the views of texels are released together.
/// </summary>
internal sealed unsafe class DescriptorSets(GpuDevice device, string label)
{
    private const int SetsPerPool = 128;

    // Of each kind: room for the usual kernel. A pool that is short of one kind is followed by another.
    private const int BuffersPerPool = SetsPerPool * 6;

    private readonly Dictionary<Key, DescriptorSet> _sets = [];
    private readonly List<DescriptorPool> _pools = [];
    private readonly TexelViews _views = new(device);
    private int _setsLeft;
    private int _storageLeft;
    private int _texelsLeft;

    public bool IsEmpty => _sets.Count == 0;

    public DescriptorSet Get(DescriptorSetLayout layout, ReadOnlySpan<BufferRange> buffers)
    {
        Key key = new(layout.Handle, buffers.ToArray());
        if (!_sets.TryGetValue(key, out DescriptorSet set))
        {
            set = Allocate(layout, buffers);
            Write(set, buffers);
            _sets.Add(key, set);
        }

        return set;
    }

    public void Destroy()
    {
        foreach (DescriptorPool pool in _pools)
        {
            device.Vk.DestroyDescriptorPool(device.Handle, pool, null);
        }

        _pools.Clear();
        _views.Destroy();
    }

    private DescriptorSet Allocate(DescriptorSetLayout layout, ReadOnlySpan<BufferRange> buffers)
    {
        int texels = 0;
        foreach (BufferRange range in buffers)
        {
            texels += range.Texels is null ? 0 : 1;
        }

        int storage = buffers.Length - texels;
        if (_setsLeft == 0 || _storageLeft < storage || _texelsLeft < texels)
        {
            AddPool(Math.Max(BuffersPerPool, buffers.Length));
        }

        DescriptorSetAllocateInfo info = new()
        {
            SType = StructureType.DescriptorSetAllocateInfo,
            DescriptorPool = _pools[^1],
            DescriptorSetCount = 1,
            PSetLayouts = &layout,
        };
        device.ThrowIfFailed(device.Vk.AllocateDescriptorSets(device.Handle, in info, out DescriptorSet set), label);
        _setsLeft--;
        _storageLeft -= storage;
        _texelsLeft -= texels;
        return set;
    }

    private void AddPool(int buffersOfEachKind)
    {
        const int Kinds = 2;
        DescriptorPoolSize* sizes = stackalloc DescriptorPoolSize[Kinds]
        {
            new() { Type = BindingKind.StorageBuffer.ToVulkan(), DescriptorCount = (uint)buffersOfEachKind },
            new() { Type = BindingKind.TexelBuffer.ToVulkan(), DescriptorCount = (uint)buffersOfEachKind },
        };
        DescriptorPoolCreateInfo info = new()
        {
            SType = StructureType.DescriptorPoolCreateInfo,
            MaxSets = SetsPerPool,
            PoolSizeCount = Kinds,
            PPoolSizes = sizes,
        };
        device.ThrowIfFailed(device.Vk.CreateDescriptorPool(device.Handle, in info, null, out DescriptorPool pool), label);
        _pools.Add(pool);
        (_setsLeft, _storageLeft, _texelsLeft) = (SetsPerPool, buffersOfEachKind, buffersOfEachKind);
    }

    private void Write(DescriptorSet set, ReadOnlySpan<BufferRange> buffers)
    {
        DescriptorBufferInfo[] infos = new DescriptorBufferInfo[buffers.Length];
        BufferView[] views = new BufferView[buffers.Length];
        WriteDescriptorSet[] writes = new WriteDescriptorSet[buffers.Length];
        fixed (DescriptorBufferInfo* firstInfo = infos)
        fixed (BufferView* firstView = views)
        fixed (WriteDescriptorSet* firstWrite = writes)
        {
            for (int i = 0; i < buffers.Length; i++)
            {
                writes[i] = new WriteDescriptorSet
                {
                    SType = StructureType.WriteDescriptorSet,
                    DstSet = set,
                    DstBinding = (uint)i,
                    DescriptorCount = 1,
                    DescriptorType = (buffers[i].Texels is null ? BindingKind.StorageBuffer : BindingKind.TexelBuffer).ToVulkan(),
                };
                if (buffers[i].Texels is null)
                {
                    infos[i] = new DescriptorBufferInfo
                    {
                        Buffer = buffers[i].Buffer.Handle,
                        Offset = (ulong)buffers[i].ByteOffset,
                        Range = (ulong)buffers[i].ByteLength,
                    };
                    writes[i].PBufferInfo = firstInfo + i;
                }
                else
                {
                    views[i] = _views.Get(buffers[i]);
                    writes[i].PTexelBufferView = firstView + i;
                }
            }

            device.Vk.UpdateDescriptorSets(device.Handle, (uint)writes.Length, firstWrite, 0, null);
            device.Counters.DescriptorsWritten(writes.Length);
        }
    }

    private readonly struct Key(ulong layout, BufferRange[] buffers) : IEquatable<Key>
    {
        private readonly ulong _layout = layout;
        private readonly BufferRange[] _buffers = buffers;

        public bool Equals(Key other) => _layout == other._layout && _buffers.AsSpan().SequenceEqual(other._buffers);

        public override bool Equals(object? obj) => obj is Key other && Equals(other);

        public override int GetHashCode()
        {
            HashCode hash = default;
            hash.Add(_layout);
            foreach (BufferRange range in _buffers)
            {
                hash.Add(range);
            }

            return hash.ToHashCode();
        }
    }
}
