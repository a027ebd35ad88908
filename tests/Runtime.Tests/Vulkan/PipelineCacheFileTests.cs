using SweepDsl.Runtime.Vulkan;

namespace SweepDsl.Runtime.Tests.Vulkan;

[TestFixtureSource(typeof(TestDevices), nameof(TestDevices.All))]
public sealed class PipelineCacheFileTests(string deviceIndex)
{
    private string _folder = "";

    [SetUp]
    public void MakeFolder() => _folder = Directory.CreateTempSubdirectory("sweep test ").FullName;

    [TearDown]
    public void RemoveFolder() => Directory.Delete(_folder, recursive: true);

    [Test]
    public void Pipelines_of_one_run_are_handed_to_the_next()
    {
        int first = RunOnce();

        Assert.That(first, Is.Zero);
        Assert.That(RunOnce(), Is.GreaterThanOrEqualTo(32));
    }

    [Test]
    public void A_cache_of_another_device_is_not_handed_to_the_driver([Values(0, 4, 8, 12, 16, 31)] int position)
    {
        RunOnce();
        using GpuDevice device = Open();
        CacheFile file = new CacheFolder(_folder).File("pipelines", PipelineCacheFile.FileName(device.Info));
        byte[] data = file.Read()!;
        Assert.That(PipelineCacheFile.IsFor(device.Info, data));

        data[position] ^= 1;

        Assert.That(PipelineCacheFile.IsFor(device.Info, data), Is.False);
        file.Write(data);
        Assert.That(RunOnce(), Is.Zero);
    }

    [TestCase(0)]
    [TestCase(31)]
    public void A_cache_too_short_for_its_header_is_not_used(int length)
    {
        using GpuDevice device = Open();

        Assert.That(PipelineCacheFile.IsFor(device.Info, new byte[length]), Is.False);
    }

    private int RunOnce()
    {
        using GpuDevice device = Open();
        using ComputePipeline pipeline = TestShaders.ScalePipeline(device);
        return device.PipelineCache.LoadedBytes;
    }

    private GpuDevice Open() => GpuDevice.Open(new GpuDeviceOptions { Device = deviceIndex, Cache = new CacheFolder(_folder) });
}
