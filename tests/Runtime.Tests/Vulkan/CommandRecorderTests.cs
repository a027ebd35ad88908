using SweepDsl.Runtime.Vulkan;

namespace SweepDsl.Runtime.Tests.Vulkan;

[TestFixtureSource(typeof(TestDevices), nameof(TestDevices.All))]
public sealed class CommandRecorderTests(string deviceIndex)
{
    [Test]
    public void A_kernel_reads_its_constants_and_writes_its_buffer()
    {
        using GpuDevice device = TestDevices.Open(deviceIndex);
        using DeviceArena arena = new(device, "test", new ArenaBuffer("x", 12), new ArenaBuffer("y", 12));
        using ComputePipeline pipeline = TestShaders.ScalePipeline(device, factor: 3);
        using CommandRecorder recorder = new(device, "test");
        arena.Buffers[0].Upload<float>([1, 2, 3]);
        recorder.Scaled(pipeline, arena.Buffers[0].Whole, arena.Buffers[1].Whole, count: 3, shift: 0.5f);

        using RecordedCommands commands = recorder.End();
        device.Queue.Submit(commands).Wait();

        float[] y = new float[3];
        arena.Buffers[1].Download<float>(y);
        Assert.That(y, Is.EqualTo(new[] { 3.5f, 6.5f, 9.5f }));
    }
}
