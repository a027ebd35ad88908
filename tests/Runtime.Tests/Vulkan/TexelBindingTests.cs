using SweepDsl.Runtime.Tests.Vulkan.Faults;
using SweepDsl.Runtime.Vulkan;

namespace SweepDsl.Runtime.Tests.Vulkan;

/// <summary>What a device may refuse about texel buffers, and how it is told.</summary>
[TestFixtureSource(typeof(TestDevices), nameof(TestDevices.All))]
public sealed class TexelBindingTests(string deviceIndex)
{
    private GpuDevice _device = null!;
    private DeviceArena _arena = null!;
    private ComputePipeline _pipeline = null!;

    private GpuBuffer X => _arena.Buffers[0];

    private GpuBuffer Y => _arena.Buffers[1];

    [OneTimeSetUp]
    public void Open()
    {
        _device = GpuDevice.Open(new GpuDeviceOptions
        {
            Device = deviceIndex,
            IsValidated = true,
            LimitOverrides = new DeviceLimitOverrides { MaxTexelBufferElements = 16, MaxTexelBuffers = 8, MaxStorageBuffers = 4, MaxBindings = 10 },
        });
        _arena = new DeviceArena(_device, "test", new ArenaBuffer("x", 4096), new ArenaBuffer("y", 4096));
        _pipeline = TestShaders.UnpackPipeline(_device);
    }

    [OneTimeTearDown]
    public void Close()
    {
        _pipeline?.Dispose();
        _arena?.Dispose();
        _device?.Dispose();
    }

    [TearDown]
    public void The_validation_layer_has_nothing_to_say() => Assert.That(_device.ValidationMessages, Is.Empty);

    [TestCase(TexelFormat.Float1, 68, "x[0..68] has 17 Float1 texels")]
    [TestCase(TexelFormat.Float4, 272, "x[0..272] has 17 Float4 texels")]
    public void More_texels_than_the_device_binds_are_refused(TexelFormat format, int bytes, string message) =>
        Refused(X.Range(0, bytes) with { Texels = format }, message, "binds at most 16 at a time");

    [TestCase(TexelFormat.Float1, 64)]
    [TestCase(TexelFormat.Float4, 256)]
    public void As_many_texels_as_the_device_binds_are_not(TexelFormat format, int bytes)
    {
        using CommandRecorder recorder = new(_device, "test");

        Assert.That(() => recorder.Unpacked(_pipeline, X.Range(0, bytes) with { Texels = format }, Y.Whole, 1), Throws.Nothing);
    }

    [Test]
    public void A_texel_binding_off_the_devices_alignment_is_refused()
    {
        Assume.That(_device.Limits.MinTexelBufferOffsetAlignment, Is.GreaterThan(4));

        Refused(X.Range(4, 4) with { Texels = TexelFormat.Float1 }, $"x[4..8] must start at a multiple of {_device.Limits.MinTexelBufferOffsetAlignment} bytes");
    }

    [TestCase(TexelFormat.Float1, 6)]
    [TestCase(TexelFormat.Float4, 20)]
    public void A_part_of_a_texel_is_refused(TexelFormat format, int bytes) =>
        Refused(X.Range(0, bytes) with { Texels = format }, $"x[0..{bytes}] is no whole number of {format} texels");

    [Test]
    public void A_texel_binding_without_format_is_refused() => Refused(X.Range(0, 16), "binding 0 reads texels, but x[0..16] has no texel format");

    [Test]
    public void A_storage_binding_with_a_format_is_refused()
    {
        using CommandRecorder recorder = new(_device, "test");

        Assert.That(
            () => recorder.Unpacked(_pipeline, X.Range(0, 16) with { Texels = TexelFormat.Float4 }, Y.Range(0, 16) with { Texels = TexelFormat.Float1 }, 1),
            Throws.ArgumentException.With.Message.Contains("binding 1 is a storage buffer, but y[0..16] has the texel format Float1"));
    }

    [TestCase(9, 0, "binds 9 texel buffers", "allows 8")]
    [TestCase(0, 5, "binds 5 storage buffers", "allows 4")]
    [TestCase(8, 3, "binds 11 buffers", "allows 10")]
    public void A_kernel_with_more_buffers_than_the_device_binds_is_refused(int texels, int storage, string message, string limit) => Assert.That(
        () => TestShaders.UnpackPipeline(_device, [.. Enumerable.Repeat(BindingKind.TexelBuffer, texels), .. Enumerable.Repeat(BindingKind.StorageBuffer, storage)]),
        Throws.TypeOf<GpuException>().With.Message.Contains(message).And.Message.Contains(limit));

    [TestCase(96, 1)]
    [TestCase(97, 2)]
    public void A_recording_takes_another_descriptor_pool_when_one_is_out_of_texel_buffers(int sets, int pools)
    {
        // Drivers need not refuse more than a pool was made for, so its number is counted: 768 buffers of each kind, 8 in each set.
        FaultyVulkan vulkan = new();
        using GpuDevice device = GpuDevice.Open(new GpuDeviceOptions { Device = deviceIndex, LoadVulkan = vulkan.Load });
        int step = (int)device.Limits.MinTexelBufferOffsetAlignment;
        using DeviceArena arena = new(device, "test", new ArenaBuffer("x", sets * step), new ArenaBuffer("y", 4));
        arena.Buffers[0].Upload<float>([.. Enumerable.Range(0, sets * step / sizeof(float)).Select(i => (float)i)]);
        using ComputePipeline pipeline = TestShaders.UnpackPipeline(
            device, [BindingKind.TexelBuffer, BindingKind.StorageBuffer, .. Enumerable.Repeat(BindingKind.TexelBuffer, 7)]);
        using CommandRecorder recorder = new(device, "test");
        for (int i = 0; i < sets; i++)
        {
            BufferRange x = arena.Buffers[0].Range(i * step, sizeof(float)) with { Texels = TexelFormat.Float1 };
            recorder.Dispatch(pipeline, [x, arena.Buffers[1].Whole, x, x, x, x, x, x, x], [], (1, 1, 1), "unpack");
            recorder.Barrier();
        }

        using RecordedCommands commands = recorder.End();
        device.Queue.Submit(commands).Wait();

        float[] last = new float[1];
        arena.Buffers[1].Download<float>(last);
        Assert.That(last[0], Is.EqualTo((sets - 1) * step / sizeof(float)));
        Assert.That(vulkan.Calls("vkCreateDescriptorPool"), Is.EqualTo(pools));
        Assert.That(vulkan.Calls("vkCreateBufferView"), Is.EqualTo(sets));
    }

    private void Refused(BufferRange texels, params string[] messages)
    {
        using CommandRecorder recorder = new(_device, "test");

        ArgumentException? error = Assert.Catch<ArgumentException>(() => recorder.Unpacked(_pipeline, texels, Y.Whole, 1));

        Assert.That(messages, Is.All.Matches<string>(message => error!.Message.Contains(message, StringComparison.Ordinal)), error!.Message);
    }
}
