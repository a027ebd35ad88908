using Silk.NET.Vulkan;

namespace SweepDsl.Runtime.Vulkan;

/// <summary>Descriptor sets of one lifetime (a recording, a bound program): each distinct list of ranges is written once, and the pools are released together.</summary>
internal sealed unsafe class DescriptorSets(GpuDevice device, string label)
{
    private const int SetsPerPool = 128;
    private const int BuffersPerPool = SetsPerPool * 6;

    private readonly Dictionary<Key, DescriptorSet> _sets = [];
    private readonly List<DescriptorPool> _pools = [];
    private int _setsLeft;
    private int _buffersLeft;

    public bool IsEmpty => _sets.Count == 0;

    public DescriptorSet Get(DescriptorSetLayout layout, ReadOnlySpan<BufferRange> buffers)
    {
        Key key = new(layout.Handle, buffers.ToArray());
        if (!_sets.TryGetValue(key, out DescriptorSet set))
        {
            set = Allocate(layout, buffers.Length);
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
    }

    private DescriptorSet Allocate(DescriptorSetLayout layout, int bufferCount)
    {
        if (_setsLeft == 0 || _buffersLeft < bufferCount)
        {
            AddPool(Math.Max(BuffersPerPool, bufferCount));
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
        _buffersLeft -= bufferCount;
        return set;
    }

    private void AddPool(int bufferCount)
    {
        DescriptorPoolSize size = new() { Type = DescriptorType.StorageBuffer, DescriptorCount = (uint)bufferCount };
        DescriptorPoolCreateInfo info = new()
        {
            SType = StructureType.DescriptorPoolCreateInfo,
            MaxSets = SetsPerPool,
            PoolSizeCount = 1,
            PPoolSizes = &size,
        };
        device.ThrowIfFailed(device.Vk.CreateDescriptorPool(device.Handle, in info, null, out DescriptorPool pool), label);
        _pools.Add(pool);
        (_setsLeft, _buffersLeft) = (SetsPerPool, bufferCount);
    }

    private void Write(DescriptorSet set, ReadOnlySpan<BufferRange> buffers)
    {
        DescriptorBufferInfo[] infos = new DescriptorBufferInfo[buffers.Length];
        WriteDescriptorSet[] writes = new WriteDescriptorSet[buffers.Length];
        fixed (DescriptorBufferInfo* firstInfo = infos)
        fixed (WriteDescriptorSet* firstWrite = writes)
        {
            for (int i = 0; i < buffers.Length; i++)
            {
                infos[i] = new DescriptorBufferInfo
                {
                    Buffer = buffers[i].Buffer.Handle,
                    Offset = (ulong)buffers[i].ByteOffset,
                    Range = (ulong)buffers[i].ByteLength,
                };
                writes[i] = new WriteDescriptorSet
                {
                    SType = StructureType.WriteDescriptorSet,
                    DstSet = set,
                    DstBinding = (uint)i,
                    DescriptorCount = 1,
                    DescriptorType = DescriptorType.StorageBuffer,
                    PBufferInfo = firstInfo + i,
                };
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
