using System.Collections.Immutable;
using Silk.NET.Vulkan;

namespace SweepDsl.Runtime.Vulkan;

/// <summary>A compiled kernel with its constants fixed.</summary>
public sealed unsafe class ComputePipeline : DeviceObject
{
    private Pipeline _handle;

    /// <summary>Compiles the pipeline.</summary>
    /// <param name="device">The device; it owns the pipeline.</param>
    /// <param name="description">What it is made of.</param>
    /// <exception cref="GpuException">The shader asks for more than the device grants, or the driver refused it.</exception>
    public ComputePipeline(GpuDevice device, ComputePipelineDescription description)
        : base(device, description.Label)
    {
        (Bindings, PushConstantBytes) = (description.Bindings, description.PushConstantBytes);
        ThrowIfUnfit(description);
        ThrowIfUnfitSubgroups(description);
        (SetLayout, Layout) = device.Layouts.Get(Bindings, PushConstantBytes);
        _handle = Create(description);
        try
        {
            device.Labels.Name(ObjectType.Pipeline, _handle.Handle, Label);
        }
        catch
        {
            Release();
            throw;
        }

        Adopt();
    }

    /// <summary>What it binds, in order.</summary>
    public ImmutableArray<BindingKind> Bindings { get; }

    /// <summary>Size of its push-constant block.</summary>
    public int PushConstantBytes { get; }

    internal DescriptorSetLayout SetLayout { get; }

    internal PipelineLayout Layout { get; }

    internal Pipeline Handle
    {
        get
        {
            ThrowIfReleased();
            return _handle;
        }
    }

    private protected override void Release() => Device.Vk.DestroyPipeline(Device.Handle, _handle, null);

    private void ThrowIfUnfit(ComputePipelineDescription description)
    {
        if (description.PushConstantBytes < 0 || description.PushConstantBytes % sizeof(uint) != 0)
        {
            throw new ArgumentException($"The push constants of '{Label}' take {description.PushConstantBytes} bytes, which is no multiple of 4.", nameof(description));
        }

        DeviceLimits limits = Device.Limits;
        ThrowIfMany(Bindings.Length, limits.MaxBindings, "buffers");
        ThrowIfMany(Bindings.Count(kind => kind == BindingKind.StorageBuffer), limits.MaxStorageBuffers, "storage buffers");
        ThrowIfMany(Bindings.Count(kind => kind == BindingKind.TexelBuffer), limits.MaxTexelBuffers, "texel buffers");
        if (PushConstantBytes > limits.MaxPushConstantBytes)
        {
            throw Unfit($"Its push constants take {PushConstantBytes} bytes; {Device.Info.Name} allows {limits.MaxPushConstantBytes}.");
        }
    }

    private void ThrowIfUnfitSubgroups(ComputePipelineDescription description)
    {
        if (SubgroupCheck.Problem(Device.Info, description) is { } problem)
        {
            throw new GpuException("vkCreateComputePipelines", "nothing: it was not called", Label, problem);
        }
    }

    private void ThrowIfMany(int count, int limit, string what)
    {
        if (count > limit)
        {
            throw Unfit($"It binds {count} {what}; {Device.Info.Name} allows {limit}.");
        }
    }

    private GpuException Unfit(string explanation) => new("vkCreatePipelineLayout", "nothing: it was not called", Label, explanation);

    private Pipeline Create(ComputePipelineDescription description)
    {
        ShaderModule module = CreateModule(description.Spirv.Span);
        try
        {
            return Create(module, description.Specialization.AsSpan(), description.Subgroups);
        }
        finally
        {
            Device.Vk.DestroyShaderModule(Device.Handle, module, null);
        }
    }

    private ShaderModule CreateModule(ReadOnlySpan<uint> spirv)
    {
        fixed (uint* code = spirv)
        {
            ShaderModuleCreateInfo info = new()
            {
                SType = StructureType.ShaderModuleCreateInfo,
                CodeSize = (nuint)spirv.Length * sizeof(uint),
                PCode = code,
            };
            Device.ThrowIfFailed(Device.Vk.CreateShaderModule(Device.Handle, in info, null, out ShaderModule module), Label);
            return module;
        }
    }

    private Pipeline Create(ShaderModule module, ReadOnlySpan<SpecializationConstant> constants, SubgroupDemand? subgroups)
    {
        SpecializationMapEntry[] entries = new SpecializationMapEntry[constants.Length];
        uint[] bits = new uint[constants.Length];
        for (int i = 0; i < constants.Length; i++)
        {
            entries[i] = new SpecializationMapEntry { ConstantID = constants[i].Id, Offset = (uint)i * sizeof(uint), Size = sizeof(uint) };
            bits[i] = constants[i].Bits;
        }

        fixed (SpecializationMapEntry* firstEntry = entries)
        fixed (uint* data = bits)
        fixed (byte* entryPoint = "main\0"u8)
        {
            SpecializationInfo specialization = new()
            {
                MapEntryCount = (uint)entries.Length,
                PMapEntries = firstEntry,
                DataSize = (nuint)bits.Length * sizeof(uint),
                PData = data,
            };
            PipelineShaderStageRequiredSubgroupSizeCreateInfo subgroupSize = new()
            {
                SType = StructureType.PipelineShaderStageRequiredSubgroupSizeCreateInfo,
                RequiredSubgroupSize = subgroups?.Size ?? 0,
            };
            bool choosesSize = subgroups is not null && Device.Info.Features.HasFlag(GpuFeatures.SubgroupSizeControl);
            bool demandsFull = subgroups is not null && Device.Info.Features.HasFlag(GpuFeatures.FullSubgroups);
            ComputePipelineCreateInfo info = new()
            {
                SType = StructureType.ComputePipelineCreateInfo,
                Stage = new PipelineShaderStageCreateInfo
                {
                    SType = StructureType.PipelineShaderStageCreateInfo,
                    PNext = choosesSize ? &subgroupSize : null,
                    Flags = demandsFull ? PipelineShaderStageCreateFlags.RequireFullSubgroupsBit : 0,
                    Stage = ShaderStageFlags.ComputeBit,
                    Module = module,
                    PName = entryPoint,
                    PSpecializationInfo = &specialization,
                },
                Layout = Layout,
            };
            Device.ThrowIfFailed(
                Device.Vk.CreateComputePipelines(Device.Handle, Device.PipelineCache.Handle, 1, in info, null, out Pipeline pipeline), Label);
            return pipeline;
        }
    }
}
