using SweepDsl.Runtime.Vulkan;

namespace SweepDsl.Runtime.Tests.Vulkan;

/// <summary>Both ways to a buffer: memory that the host sees, and copies by way of staging memory.</summary>
[TestFixtureSource(nameof(Ways))]
public sealed class GpuBufferTests(string deviceIndex, bool isHidden)
{
    private GpuDevice _device = null!;

    public static IEnumerable<TestFixtureData> Ways => TestDevices.All().SelectMany(device => new[] { false, true }
        .Select(isHidden => new TestFixtureData(device.Arguments[0], isHidden)));

    [OneTimeSetUp]
    public void Open() => _device = GpuDevice.Open(new GpuDeviceOptions
    {
        Device = deviceIndex,
        LimitOverrides = new DeviceLimitOverrides { IsMemoryHidden = isHidden },
    });

    [OneTimeTearDown]
    public void Close() => _device?.Dispose();

    [Test]
    public void Hidden_memory_is_not_mapped()
    {
        using DeviceArena arena = new(_device, "test", new ArenaBuffer("b", 4));

        Assert.That(arena.Buffers[0].IsMapped && isHidden, Is.False);
    }

    [Test]
    public void What_is_uploaded_into_the_middle_is_downloaded_from_there_and_the_rest_stays()
    {
        using DeviceArena arena = new(_device, "test", new ArenaBuffer("b", 28));
        GpuBuffer buffer = arena.Buffers[0];
        buffer.Fill(9);
        buffer.Upload<int>([1, 2, 3], byteOffset: 8);

        int[] all = new int[7];
        buffer.Download<int>(all);
        int[] part = new int[2];
        buffer.Download<int>(part, byteOffset: 12);

        Assert.That(all, Is.EqualTo(new[] { 9, 9, 1, 2, 3, 9, 9 }));
        Assert.That(part, Is.EqualTo(new[] { 2, 3 }));
    }

    [Test]
    public void More_than_one_chunk_of_staging_memory_arrives_whole()
    {
        int count = (StagingCopies.ChunkBytes * 2 / sizeof(int)) + 3;
        using DeviceArena arena = new(_device, "test", new ArenaBuffer("b", (long)count * sizeof(int)));
        int[] values = [.. Enumerable.Range(0, count)];
        arena.Buffers[0].Upload<int>(values);

        int[] back = new int[count];
        arena.Buffers[0].Download<int>(back);

        Assert.That(back.AsSpan().SequenceEqual(values));
    }

    [Test]
    public void A_fill_covers_its_range_alone()
    {
        using DeviceArena arena = new(_device, "test", new ArenaBuffer("b", 16));
        arena.Buffers[0].Fill(0);
        arena.Buffers[0].Fill(0xFFFFFFFF, byteOffset: 4, byteLength: 8);

        uint[] words = new uint[4];
        arena.Buffers[0].Download<uint>(words);

        Assert.That(words, Is.EqualTo(new uint[] { 0, 0xFFFFFFFF, 0xFFFFFFFF, 0 }));
    }

    [TestCase(0, 20)]
    [TestCase(16, 4)]
    [TestCase(-4, 4)]
    [TestCase(8, 12)]
    public void A_range_outside_the_buffer_is_refused(long offset, int length)
    {
        using DeviceArena arena = new(_device, "test", new ArenaBuffer("b", 16));

        Assert.That(() => arena.Buffers[0].Upload<byte>(new byte[length], offset), Throws.TypeOf<ArgumentOutOfRangeException>().With.Message.Contains("b["));
    }

    [TestCase(2, 4)]
    [TestCase(0, 3)]
    public void A_range_not_aligned_to_4_bytes_is_refused(long offset, int length)
    {
        using DeviceArena arena = new(_device, "test", new ArenaBuffer("b", 16));

        Assert.That(() => arena.Buffers[0].Download<byte>(new byte[length], offset), Throws.ArgumentException);
    }

    [Test]
    public void Nothing_may_be_uploaded_and_downloaded()
    {
        using DeviceArena arena = new(_device, "test", new ArenaBuffer("b", 16));

        Assert.That(() => arena.Buffers[0].Upload<float>([]), Throws.Nothing);
        Assert.That(() => arena.Buffers[0].Download<float>([]), Throws.Nothing);
    }
}
