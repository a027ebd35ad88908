using System.Runtime.InteropServices;
using Silk.NET.Vulkan;
using SweepDsl.Runtime.Tests.Vulkan.Faults;
using SweepDsl.Runtime.Vulkan;

namespace SweepDsl.Runtime.Tests.Vulkan;

/// <summary>Kernels that demand their subgroup size.</summary>
[TestFixtureSource(typeof(TestDevices), nameof(TestDevices.All))]
public sealed class SubgroupTests(string deviceIndex)
{
    // Each invocation reads the value of the next one of its subgroup, the last that of the first.
    private const string Rotate = """
        #version 450
        #extension GL_KHR_shader_subgroup_basic : require
        #extension GL_KHR_shader_subgroup_shuffle : require
        layout(local_size_x_id = 0) in;
        layout(constant_id = 0) const uint workgroup_size = 32;
        layout(constant_id = 1) const uint subgroup_size = 32;
        layout(set = 0, binding = 0, std430) writeonly buffer Output { uvec2 y[]; };
        void main()
        {
            uint i = gl_GlobalInvocationID.x;
            y[i] = uvec2(subgroupShuffle(i, (gl_SubgroupInvocationID + 1) % subgroup_size), gl_SubgroupSize);
        }
        """;

    [Test]
    public void Every_size_that_the_device_offers_can_be_demanded()
    {
        using GpuDevice device = TestDevices.Open(deviceIndex, isValidated: true);
        Assume.That(device.Info.CanShuffle);

        Assert.That(device.Info.MinSubgroupSize, Is.GreaterThan(0).And.LessThanOrEqualTo(device.Info.SubgroupSize));
        for (int size = device.Info.MinSubgroupSize; size <= device.Info.MaxSubgroupSize; size *= 2)
        {
            Rotates(device, (uint)size);
        }

        Assert.That(device.ValidationMessages, Is.Empty);
    }

    // A device of one size alone would give it unasked.
    [TestCase(GpuFeatures.None)]
    [TestCase(GpuFeatures.SubgroupSizeControl)]
    [TestCase(GpuFeatures.FullSubgroups)]
    public void The_driver_is_asked_for_what_it_can_promise(GpuFeatures hidden)
    {
        List<(uint Size, PipelineShaderStageCreateFlags Flags)> asked = [];
        FaultyVulkan vulkan = new() { Watch = (function, arguments) => Note(function, arguments, asked) };
        using GpuDevice device = GpuDevice.Open(new GpuDeviceOptions
        {
            Device = deviceIndex,
            LoadVulkan = vulkan.Load,
            LimitOverrides = new DeviceLimitOverrides { HiddenFeatures = hidden },
        });
        Assume.That(device.Info.CanShuffle);
        uint size = (uint)device.Info.SubgroupSize;

        using ComputePipeline pipeline = Pipeline(device, size, size);

        bool canChoose = device.Info.Features.HasFlag(GpuFeatures.SubgroupSizeControl);
        bool canDemandFull = device.Info.Features.HasFlag(GpuFeatures.FullSubgroups);
        Assert.That(asked, Is.EqualTo(new[] { (canChoose ? size : 0, canDemandFull ? PipelineShaderStageCreateFlags.RequireFullSubgroupsBit : 0) }));
    }

    [Test]
    public void Where_sizes_cannot_be_chosen_the_devices_own_can_be_demanded()
    {
        using GpuDevice device = Open(new DeviceLimitOverrides { HiddenFeatures = GpuFeatures.SubgroupSizeControl });
        Assume.That(device.Info.CanShuffle);

        Rotates(device, (uint)device.Info.SubgroupSize);

        Assert.That(device.ValidationMessages, Is.Empty);
    }

    [Test]
    public void Where_sizes_cannot_be_chosen_no_other_can_be_demanded()
    {
        using GpuDevice device = Open(new DeviceLimitOverrides { HiddenFeatures = GpuFeatures.SubgroupSizeControl });
        uint size = 2 * (uint)device.Info.SubgroupSize;

        Assert.That(() => Pipeline(device, size, size), Refused($"demands subgroups of {size}; those of", $"have {device.Info.SubgroupSize}, and the size cannot be chosen"));
    }

    [Test]
    public void Sizes_that_the_device_does_not_offer_are_refused()
    {
        using GpuDevice device = TestDevices.Open(deviceIndex);
        Assume.That(device.Info.Features.HasFlag(GpuFeatures.SubgroupSizeControl));
        uint tooMany = 2 * (uint)device.Info.MaxSubgroupSize;
        string offer = $"powers of two from {device.Info.MinSubgroupSize} to {device.Info.MaxSubgroupSize}";

        Assert.That(() => Pipeline(device, tooMany, tooMany), Refused($"demands subgroups of {tooMany};", offer));
        Assert.That(() => Pipeline(device, 0, 32), Refused("demands subgroups of 0;", offer));
    }

    [Test]
    public void A_workgroup_that_is_no_whole_number_of_subgroups_is_refused()
    {
        using GpuDevice device = TestDevices.Open(deviceIndex);
        uint size = (uint)device.Info.SubgroupSize;

        Assert.That(() => Pipeline(device, size, size + 1), Refused($"workgroups of {size + 1} are no whole number of subgroups of {size}"));
        Assert.That(() => Pipeline(device, size, 0), Refused("workgroups of 0 are no whole number"));
    }

    [Test]
    public void More_subgroups_than_the_device_allows_are_refused()
    {
        using GpuDevice device = Open(new DeviceLimitOverrides { MaxWorkgroupSubgroups = 2 });
        Assume.That(device.Info.Features.HasFlag(GpuFeatures.SubgroupSizeControl));
        uint size = (uint)device.Info.SubgroupSize;

        Assert.That(() => Pipeline(device, size, 3 * size), Refused($"workgroups have 3 subgroups of {size}", "allows 2"));
    }

    [Test]
    public void Operations_that_the_device_does_not_offer_are_refused_by_name()
    {
        using GpuDevice device = Open(new DeviceLimitOverrides { HiddenSubgroupOperations = SubgroupOperations.Shuffle | SubgroupOperations.Vote });

        Assert.That(device.Info.CanShuffle, Is.False);
        Assert.That(() => Pipeline(device, (uint)device.Info.SubgroupSize, (uint)device.Info.SubgroupSize), Refused("uses the subgroup operations Shuffle, which"));
    }

    private static void Note(string function, nint[] arguments, List<(uint Size, PipelineShaderStageCreateFlags Flags)> asked)
    {
        if (function != "vkCreateComputePipelines")
        {
            return;
        }

        nint stage = arguments[3] + Marshal.OffsetOf<ComputePipelineCreateInfo>(nameof(ComputePipelineCreateInfo.Stage));
        nint next = Marshal.ReadIntPtr(stage + Marshal.OffsetOf<PipelineShaderStageCreateInfo>(nameof(PipelineShaderStageCreateInfo.PNext)));
        int flags = Marshal.ReadInt32(stage + Marshal.OffsetOf<PipelineShaderStageCreateInfo>(nameof(PipelineShaderStageCreateInfo.Flags)));
        nint size = Marshal.OffsetOf<PipelineShaderStageRequiredSubgroupSizeCreateInfo>(nameof(PipelineShaderStageRequiredSubgroupSizeCreateInfo.RequiredSubgroupSize));
        asked.Add((next == 0 ? 0 : (uint)Marshal.ReadInt32(next + size), (PipelineShaderStageCreateFlags)flags));
    }

    private static NUnit.Framework.Constraints.IResolveConstraint Refused(string message, string more = "") =>
        Throws.TypeOf<GpuException>().With.Message.Contains("'rotate'").And.Message.Contains(message).And.Message.Contains(more);

    private static void Rotates(GpuDevice device, uint size)
    {
        const uint Groups = 3;
        uint width = 2 * size;
        using DeviceArena arena = new(device, "test", new ArenaBuffer("y", Groups * width * 2 * sizeof(uint)));
        using ComputePipeline pipeline = Pipeline(device, size, width);
        using CommandRecorder recorder = new(device, "test");
        recorder.Dispatch(pipeline, [arena.Buffers[0].Whole], [], (Groups, 1, 1), "rotate");
        using RecordedCommands commands = recorder.End();

        device.Queue.Submit(commands).Wait();

        uint[] y = new uint[Groups * width * 2];
        arena.Buffers[0].Download<uint>(y);
        Assert.That(y.Where((_, i) => i % 2 == 1), Is.All.EqualTo(size));
        Assert.That(y.Where((_, i) => i % 2 == 0), Is.EqualTo(Enumerable.Range(0, (int)(Groups * width)).Select(i => (i / size * size) + ((i + 1) % size))));
    }

    private static ComputePipeline Pipeline(GpuDevice device, uint size, uint width) => new(device, new ComputePipelineDescription
    {
        Label = "rotate",
        Spirv = TestShaders.Compile(Rotate),
        Bindings = [BindingKind.StorageBuffer],
        Specialization = [new(0, width), new(1, size)],
        Subgroups = new SubgroupDemand(size, width),
    });

    private GpuDevice Open(DeviceLimitOverrides overrides) =>
        GpuDevice.Open(new GpuDeviceOptions { Device = deviceIndex, IsValidated = true, LimitOverrides = overrides });
}
