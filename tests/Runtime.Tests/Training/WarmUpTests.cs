using SweepDsl.Runtime.Kernels;
using SweepDsl.Runtime.Tests.Data;
using SweepDsl.Runtime.Tests.Training.Packing;
using SweepDsl.Runtime.Tests.Vulkan;
using SweepDsl.Runtime.Training;
using SweepDsl.Runtime.Training.Device;
using SweepDsl.Runtime.Vulkan;

namespace SweepDsl.Runtime.Tests.Training;

/// <summary>Kernels that a driver compiles when they are first launched are compiled before a trial's clock runs.</summary>
public sealed class WarmUpTests
{
    // Where Mesa keeps what it compiled, read by the driver from the process's own environment.
    private const string Variable = "MESA_SHADER_CACHE_DIR";

    private string _device;

    [OneTimeSetUp]
    public void FindDevice()
    {
        if (!NativeEnvironment.CanBeSet || Environment.GetEnvironmentVariable(Variable) is not null || TestDevices.MesaSoftware() is not { } device)
        {
            Assert.Ignore($"There is no software device of Mesa, or {Variable} is set.");
            return;
        }

        _device = device;
    }

    [Test]
    public void The_driver_has_compiled_all_kernels_and_no_value_has_changed()
    {
        long bound = BytesInCache(static _ => { });
        long warmedUp = BytesInCache(static trial =>
        {
            NamedTensor[] before = [.. trial.State()];
            trial.WarmUp();
            Assert.That(trial.State().Select(tensor => tensor.Values.ToArray()), Is.EqualTo(before.Select(tensor => tensor.Values.ToArray())));
        });
        long warmedUpTwice = BytesInCache(static trial =>
        {
            trial.WarmUp();
            trial.WarmUp();
        });

        Assert.That(warmedUp, Is.GreaterThan(bound));
        Assert.That(warmedUpTwice, Is.EqualTo(warmedUp));
    }

    private long BytesInCache(Action<DeviceTrial> use)
    {
        using TemporaryFolder cache = new();
        NativeEnvironment.Set(Variable, cache.Path);
        try
        {
            Use(use);
        }
        finally
        {
            NativeEnvironment.Unset(Variable);
        }

        return Directory.EnumerateFiles(cache.Path, "*", SearchOption.AllDirectories).Sum(file => new FileInfo(file).Length);
    }

    // The cache is written when the device is closed.
    private void Use(Action<DeviceTrial> use)
    {
        using TrainerDevice device = TrainerDevice.Open(new GpuDeviceOptions { Device = _device, SoftwareThreads = 1 });
        using DeviceDataset data = new(device.Gpu, PackedStudy.Study.Dataset);
        TrialRequest request = new()
        {
            Name = "trial",
            Network = PackedStudy.Study.EveryLayer(),
            Training = TrainingStudy.Training(new AdamOptimizer(), 0.01, 16, Budget.Epochs(1)),
            Seed = 0,
        };
        TrialPlan plan = new(data, device.Tiles, [], request);
        using DeviceTrial trial = new(device.Kernels, data, plan);
        trial.Start(new TrialTensors(plan.Network, request.Training.Optimizer).Draw(seed: 0));
        use(trial);
    }
}
