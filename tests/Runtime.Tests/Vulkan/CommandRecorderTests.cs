using SweepDsl.Runtime.Vulkan;

namespace SweepDsl.Runtime.Tests.Vulkan;

[TestFixtureSource(typeof(TestDevices), nameof(TestDevices.All))]
public sealed class CommandRecorderTests(string deviceIndex)
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
            LimitOverrides = new DeviceLimitOverrides { MaxStorageBufferRange = 2048, MaxWorkgroupCount = 100, MaxStorageBuffers = 4 },
        });
        _arena = new DeviceArena(_device, "test", new ArenaBuffer("x", 4096), new ArenaBuffer("y", 4096));
        _pipeline = TestShaders.ScalePipeline(_device, factor: 3);
    }

    [OneTimeTearDown]
    public void Close()
    {
        _pipeline?.Dispose();
        _arena?.Dispose();
        _device?.Dispose();
    }

    [SetUp]
    public void Clear()
    {
        X.Fill(0);
        Y.Fill(0);
    }

    [Test]
    public void A_kernel_reads_its_constants_and_writes_its_buffer()
    {
        X.Upload<float>([1, 2, 3]);

        Run(recorder => recorder.Scaled(_pipeline, X.Range(0, 12), Y.Range(0, 12), count: 3, shift: 0.5f));

        Assert.That(Read(Y, 4), Is.EqualTo(new[] { 3.5f, 6.5f, 9.5f, 0 }));
    }

    [Test]
    public void A_range_begins_at_its_offset()
    {
        long offset = _device.Limits.MinStorageBufferOffsetAlignment;
        X.Upload<float>([5], offset);

        Run(recorder => recorder.Scaled(_pipeline, X.Range(offset, 4), Y.Range(2 * offset, 4), count: 1));

        Assert.That(Read(Y, 1, 2 * offset), Is.EqualTo(new[] { 15f }));
    }

    [Test]
    public void A_recording_can_be_replayed_in_one_submission_and_in_many_under_way()
    {
        X.Upload<float>([1]);
        using CommandRecorder recorder = new(_device, "triple");
        recorder.Scaled(_pipeline, X.Range(0, 4), Y.Range(0, 4), count: 1);
        recorder.TransferBarrier();
        recorder.Copy(Y.Range(0, 4), X.Range(0, 4));
        using RecordedCommands triple = recorder.End();

        _device.Queue.Submit(triple, triple);
        Submission second = _device.Queue.Submit(triple);
        Submission third = _device.Queue.Submit(triple, triple, triple);
        third.Wait();
        second.Wait();

        Assert.That(Read(X, 1), Is.EqualTo(new[] { 729f }));
    }

    [Test]
    public void Many_submissions_under_way_are_all_done_in_order()
    {
        X.Upload<float>([1]);
        using CommandRecorder recorder = new(_device, "add one");
        recorder.Scaled(_pipeline, X.Range(0, 4), Y.Range(0, 4), count: 1);
        recorder.TransferBarrier();
        recorder.Fill(X.Range(0, 4), BitConverter.SingleToUInt32Bits(2));
        using RecordedCommands commands = recorder.End();

        Submission[] submissions = [.. Enumerable.Range(0, 100).Select(_ => _device.Queue.Submit(commands))];
        submissions[0].Wait();
        submissions[^1].Wait();
        submissions[50].Wait();

        Assert.That(Read(Y, 1), Is.EqualTo(new[] { 6f }));
    }

    [Test]
    public void Hundreds_of_different_bindings_in_one_recording_are_kept_apart()
    {
        X.Upload<float>([.. Enumerable.Range(0, 1024).Select(i => (float)i)]);
        long alignment = _device.Limits.MinStorageBufferOffsetAlignment;
        int count = (int)Math.Min(4096 / alignment, 300);

        Run(recorder =>
        {
            for (int i = 0; i < count; i++)
            {
                recorder.Scaled(_pipeline, X.Range(i * alignment, 4), Y.Range(i * alignment, 4), count: 1);
            }
        });

        Assert.That(
            Enumerable.Range(0, count).Select(i => Read(Y, 1, i * alignment)[0]),
            Is.EqualTo(Enumerable.Range(0, count).Select(i => 3f * (i * alignment / sizeof(float)))));
    }

    [Test]
    public void Timestamps_begin_at_zero_and_do_not_go_back()
    {
        using CommandRecorder recorder = new(_device, "timed", timestampCount: 2);
        recorder.Timestamp();
        recorder.Scaled(_pipeline, X.Range(0, 2048), Y.Range(0, 2048), count: 512);
        recorder.Timestamp();
        using RecordedCommands commands = recorder.End();
        _device.Queue.Submit(commands).Wait();
        _device.Queue.Submit(commands).Wait();

        IReadOnlyList<double> times = commands.ReadTimestamps();

        Assert.That(times, Has.Count.EqualTo(2));
        Assert.That(times[0], Is.Zero);
        Assert.That(times[1], Is.GreaterThanOrEqualTo(0).And.LessThan(60e9));
    }

    [Test]
    public void One_timestamp_too_many_is_refused()
    {
        using CommandRecorder recorder = new(_device, "timed", timestampCount: 1);
        recorder.Timestamp();

        Assert.That(recorder.Timestamp, Throws.InvalidOperationException.With.Message.Contains("'timed' was begun for 1"));
    }

    [Test]
    public void A_binding_over_the_devices_range_is_refused() =>
        Refused(recorder => recorder.Scaled(_pipeline, X.Range(0, 2052), Y.Range(0, 4), 1), "Dispatch 'scale': x[0..2052] spans 2 KiB", "binds at most 2 KiB");

    [Test]
    public void A_binding_off_the_devices_alignment_is_refused()
    {
        Assume.That(_device.Limits.MinStorageBufferOffsetAlignment, Is.GreaterThan(4));

        Refused(recorder => recorder.Scaled(_pipeline, X.Range(4, 4), Y.Range(0, 4), 1), "x[4..8] must start at a multiple of");
    }

    [TestCase(0u, 1u, 1u, "0 workgroups along x; 1 to 100 are allowed")]
    [TestCase(1u, 101u, 1u, "101 workgroups along y; 1 to 100 are allowed")]
    [TestCase(1u, 1u, 70000u, "70000 workgroups along z; 1 to 100 are allowed")]
    public void A_dispatch_over_the_devices_workgroups_is_refused(uint x, uint y, uint z, string message) =>
        Refused(recorder => recorder.Dispatch(_pipeline, [X.Range(0, 4), Y.Range(0, 4)], new byte[8], (x, y, z), "big"), "Dispatch 'big'", message);

    [Test]
    public void Too_few_buffers_are_refused() =>
        Refused(recorder => recorder.Dispatch(_pipeline, [X.Range(0, 4)], new byte[8], (1, 1, 1), "d"), "'scale' binds 2 buffers, not 1");

    [Test]
    public void Push_constants_of_another_size_are_refused() =>
        Refused(recorder => recorder.Dispatch(_pipeline, [X.Range(0, 4), Y.Range(0, 4)], new byte[4], (1, 1, 1), "d"), "takes 8 bytes of push constants, not 4");

    [Test]
    public void Overlapping_copies_are_refused() => Refused(recorder => recorder.Copy(X.Range(0, 8), X.Range(4, 8)), "overlap");

    [Test]
    public void Copies_between_different_lengths_are_refused() => Refused(recorder => recorder.Copy(X.Range(0, 8), Y.Range(0, 4)), "differ in length");

    [Test]
    public void Another_devices_buffer_is_refused()
    {
        using GpuDevice other = TestDevices.Open(deviceIndex);
        using DeviceArena arena = new(other, "other", new ArenaBuffer("z", 4));

        Refused(recorder => recorder.Scaled(_pipeline, X.Range(0, 4), arena.Buffers[0].Whole, 1), "z[0..4] lies on another device");
    }

    [Test]
    public void An_ended_recording_takes_no_more_commands()
    {
        using CommandRecorder recorder = new(_device, "ended");
        using RecordedCommands commands = recorder.End();

        Assert.That(recorder.Barrier, Throws.TypeOf<ObjectDisposedException>());
    }

    [Test]
    public void A_released_recording_cannot_be_submitted()
    {
        using CommandRecorder recorder = new(_device, "released");
        RecordedCommands commands = recorder.End();
        commands.Dispose();
        commands.Dispose();

        Assert.That(() => _device.Queue.Submit(commands), Throws.TypeOf<ObjectDisposedException>());
    }

    [Test]
    public void A_kernel_with_more_buffers_than_the_device_binds_is_refused() => Assert.That(
        () => new ComputePipeline(_device, new ComputePipelineDescription { Label = "wide", Spirv = TestShaders.Compile(TestShaders.Scale), Bindings = [.. new BindingKind[5]] }),
        Throws.TypeOf<GpuException>().With.Message.Contains("'wide'").And.Message.Contains("binds 5 storage buffers"));

    [Test]
    public void Replaying_allocates_nothing_on_the_host()
    {
        using CommandRecorder recorder = new(_device, "step");
        recorder.Scaled(_pipeline, X.Range(0, 4), Y.Range(0, 4), count: 1);
        using RecordedCommands commands = recorder.End();
        Replay(commands);
        long before = GC.GetAllocatedBytesForCurrentThread();

        Replay(commands);

        Assert.That(GC.GetAllocatedBytesForCurrentThread() - before, Is.Zero);
    }

    private static float[] Read(GpuBuffer buffer, int count, long offset = 0)
    {
        float[] values = new float[count];
        buffer.Download<float>(values, offset);
        return values;
    }

    private void Replay(RecordedCommands commands)
    {
        Submission first = _device.Queue.Submit(commands);
        _device.Queue.Submit(commands).Wait();
        first.Wait();
    }

    private void Run(Action<CommandRecorder> record)
    {
        using CommandRecorder recorder = new(_device, "test");
        record(recorder);
        using RecordedCommands commands = recorder.End();
        _device.Queue.Submit(commands).Wait();
    }

    private void Refused(Action<CommandRecorder> record, params string[] messages)
    {
        using CommandRecorder recorder = new(_device, "test");

        ArgumentException? error = Assert.Catch<ArgumentException>(() => record(recorder));

        Assert.That(messages, Is.All.Matches<string>(message => error!.Message.Contains(message, StringComparison.Ordinal)), error!.Message);
    }
}
