using SweepDsl.Runtime.Vulkan;

namespace SweepDsl.Runtime.Tests.Vulkan;

[TestFixtureSource(typeof(TestDevices), nameof(TestDevices.All))]
public sealed class DeviceArenaTests(string deviceIndex)
{
    [Test]
    public void All_buffers_lie_in_one_allocation()
    {
        using GpuDevice device = TestDevices.Open(deviceIndex);
        using DeviceArena arena = new(device, "trial", new ArenaBuffer("a", 4), new ArenaBuffer("b", 1020), new ArenaBuffer("c", 4096));

        Assert.That(arena.AllocationCount, Is.EqualTo(1));
        Assert.That(arena.Buffers.Select(buffer => buffer.ByteLength), Is.EqualTo(new long[] { 4, 1020, 4096 }));
        Assert.That(arena.ByteLength, Is.GreaterThanOrEqualTo(5120));
    }

    [Test]
    public void The_device_bounding_allocations_splits_the_arena_between_buffers()
    {
        using GpuDevice device = Open(new DeviceLimitOverrides { MaxMemoryAllocationSize = 10_000 });
        using DeviceArena arena = new(device, "trial", [.. Enumerable.Range(0, 5).Select(i => new ArenaBuffer($"b{i}", 4096))]);
        for (int i = 0; i < 5; i++)
        {
            arena.Buffers[i].Fill((uint)i);
        }

        Assert.That(arena.AllocationCount, Is.EqualTo(3));
        Assert.That(arena.Buffers.Select(buffer => Words(buffer).Distinct().Single()), Is.EqualTo(new uint[] { 0, 1, 2, 3, 4 }));
    }

    [Test]
    public void More_memory_than_is_free_is_refused_with_the_bytes_and_without_asking_the_driver()
    {
        using GpuDevice device = Open(new DeviceLimitOverrides { FreeMemoryBytes = 1 << 20 });

        OutOfDeviceMemoryException? error = Assert.Throws<OutOfDeviceMemoryException>(
            () => _ = new DeviceArena(device, "trial 7", new ArenaBuffer("small", 4), new ArenaBuffer("activations", 3 << 20)));

        Assert.That(error!.Message, Does.Contain("'trial 7'").And.Contain("for 2 buffers, the largest 'activations' with 3 MiB").And.Contain("of which 1 MiB are free"));
    }

    [Test]
    public void A_buffer_larger_than_the_device_can_hold_is_refused()
    {
        using GpuDevice device = Open(new DeviceLimitOverrides { MaxBufferSize = 4096 });

        Assert.That(
            () => new DeviceArena(device, "trial", new ArenaBuffer("weights", 4100)),
            Throws.TypeOf<OutOfDeviceMemoryException>().With.Message.Contains("'weights'").And.Message.Contains("at most 4 KiB"));
    }

    [Test]
    public void More_memory_than_exists_anywhere_is_refused()
    {
        using GpuDevice device = TestDevices.Open(deviceIndex);

        Assert.That(() => new DeviceArena(device, "trial", new ArenaBuffer("all", 1L << 50)), Throws.TypeOf<OutOfDeviceMemoryException>());
    }

    [TestCase(0)]
    [TestCase(-4)]
    [TestCase(6)]
    public void A_size_that_is_no_positive_multiple_of_4_is_refused(long size)
    {
        using GpuDevice device = TestDevices.Open(deviceIndex);

        Assert.That(() => new DeviceArena(device, "trial", new ArenaBuffer("odd", size)), Throws.TypeOf<ArgumentOutOfRangeException>().With.Message.Contains("'odd'"));
    }

    [Test]
    public void An_arena_of_nothing_allocates_nothing()
    {
        using GpuDevice device = TestDevices.Open(deviceIndex);
        using DeviceArena arena = new(device, "empty");

        Assert.That(arena.AllocationCount, Is.Zero);
        Assert.That(arena.Buffers, Is.Empty);
    }

    [Test]
    public void A_released_buffer_says_so()
    {
        using GpuDevice device = TestDevices.Open(deviceIndex);
        DeviceArena arena = new(device, "trial", new ArenaBuffer("weights", 4));
        arena.Dispose();

        Assert.That(() => arena.Buffers[0].Upload<int>([1]), Throws.TypeOf<ObjectDisposedException>());
    }

    private static uint[] Words(GpuBuffer buffer)
    {
        uint[] words = new uint[buffer.ByteLength / sizeof(uint)];
        buffer.Download<uint>(words);
        return words;
    }

    private GpuDevice Open(DeviceLimitOverrides limits) => GpuDevice.Open(new GpuDeviceOptions { Device = deviceIndex, LimitOverrides = limits });
}
