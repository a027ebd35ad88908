using SweepDsl.Runtime.Vulkan;

namespace SweepDsl.Runtime.Tests.Vulkan;

[TestFixtureSource(typeof(TestDevices), nameof(TestDevices.All))]
public sealed class ValidationTests(string deviceIndex)
{
    [Test]
    public void Kernels_copies_and_fills_with_their_barriers_draw_no_message()
    {
        using GpuDevice device = TestDevices.Open(deviceIndex, isValidated: true);
        using DeviceArena arena = new(device, "test", new ArenaBuffer("x", 400), new ArenaBuffer("y", 400), new ArenaBuffer("z", 400));
        using ComputePipeline pipeline = TestShaders.ScalePipeline(device);
        using CommandRecorder recorder = new(device, "test", timestampCount: 2);
        recorder.Timestamp();
        recorder.Fill(arena.Buffers[0].Whole, 0x3F800000);
        recorder.TransferBarrier();
        recorder.Scaled(pipeline, arena.Buffers[0].Whole, arena.Buffers[1].Whole, count: 100);
        recorder.Barrier();
        recorder.Scaled(pipeline, arena.Buffers[1].Whole, arena.Buffers[2].Whole, count: 100);
        recorder.TransferBarrier();
        recorder.Copy(arena.Buffers[2].Range(0, 200), arena.Buffers[0].Range(200, 200));
        recorder.Timestamp();

        using RecordedCommands commands = recorder.End();
        device.Queue.Submit(commands, commands).Wait();
        device.Queue.Submit(commands).Wait();

        float[] x = new float[100];
        arena.Buffers[0].Download<float>(x);
        Assert.That(x[0], Is.EqualTo(1));
        Assert.That(x[99], Is.EqualTo(4));
        Assert.That(device.ValidationMessages, Is.Empty);
    }

    [Test]
    public void A_missing_barrier_is_reported()
    {
        using GpuDevice device = TestDevices.Open(deviceIndex, isValidated: true);
        using DeviceArena arena = new(device, "test", new ArenaBuffer("x", 400), new ArenaBuffer("y", 400));
        using ComputePipeline pipeline = TestShaders.ScalePipeline(device);
        using CommandRecorder recorder = new(device, "test");
        recorder.Scaled(pipeline, arena.Buffers[0].Whole, arena.Buffers[1].Whole, count: 100);
        recorder.Scaled(pipeline, arena.Buffers[1].Whole, arena.Buffers[0].Whole, count: 100);

        using RecordedCommands commands = recorder.End();

        Assert.That(device.ValidationMessages.Select(message => message.Id), Does.Contain("SYNC-HAZARD-READ-AFTER-WRITE"));
    }

    [Test]
    public void A_missing_barrier_before_a_read_of_texels_is_reported()
    {
        using GpuDevice device = TestDevices.Open(deviceIndex, isValidated: true);
        using DeviceArena arena = new(device, "test", new ArenaBuffer("x", 400), new ArenaBuffer("y", 400), new ArenaBuffer("z", 400));
        using ComputePipeline scale = TestShaders.ScalePipeline(device);
        using ComputePipeline unpack = TestShaders.UnpackPipeline(device);
        using CommandRecorder recorder = new(device, "test");
        recorder.Scaled(scale, arena.Buffers[0].Whole, arena.Buffers[1].Whole, count: 100);
        recorder.Unpacked(unpack, arena.Buffers[1].Whole with { Texels = TexelFormat.Float1 }, arena.Buffers[2].Whole, count: 100);

        using RecordedCommands commands = recorder.End();

        Assert.That(device.ValidationMessages.Select(message => message.Id), Does.Contain("SYNC-HAZARD-READ-AFTER-WRITE"));
    }

    [Test]
    public void Closing_the_device_with_everything_still_open_draws_no_message()
    {
        GpuDevice device = TestDevices.Open(deviceIndex, isValidated: true);
        DeviceArena arena = new(device, "test", new ArenaBuffer("x", 400), new ArenaBuffer("y", 400));
        ComputePipeline pipeline = TestShaders.ScalePipeline(device);
        CommandRecorder recorder = new(device, "test");
        recorder.Scaled(pipeline, arena.Buffers[0].Whole, arena.Buffers[1].Whole, count: 100);
        recorder.Barrier();
        recorder.Unpacked(TestShaders.UnpackPipeline(device), arena.Buffers[1].Whole with { Texels = TexelFormat.Float4 }, arena.Buffers[0].Whole, count: 25);
        RecordedCommands commands = recorder.End();
        device.Queue.Submit(commands);

        device.Dispose();
        device.Dispose();
        commands.Dispose();

        Assert.That(device.ValidationMessages, Is.Empty);
    }
}
