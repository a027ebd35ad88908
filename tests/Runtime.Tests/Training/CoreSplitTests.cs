using SweepDsl.Runtime.Tests.Vulkan;
using SweepDsl.Runtime.Training;
using SweepDsl.Runtime.Vulkan;

namespace SweepDsl.Runtime.Tests.Training;

/// <summary>How trials are spread over the cores of a software device, and that others are left as they are.</summary>
public sealed class CoreSplitTests
{
    private static readonly GpuDeviceInfo Software = FakeDevices.Device(0, "llvmpipe", GpuDeviceType.Cpu) with { DriverName = "llvmpipe" };

    private static readonly TrainerMemory Ample = new(1 << 20, 1L << 40);

    [TestCase(2, 27, 2, 1)]
    [TestCase(16, 27, 16, 1)]
    [TestCase(16, 3, 3, 5)]
    [TestCase(16, 9, 9, 1)]
    [TestCase(200, 500, 64, 3)]
    public void Each_trial_has_cores_of_its_own(int cores, int trials, int workers, int threads) =>
        Assert.That(CoreSplit.Of(Software, cores, new Workload { Trials = trials }, Ample), Is.EqualTo(new CoreSplit(workers, threads)));

    [TestCase(16, 0)]
    [TestCase(16, 1)]
    [TestCase(1, 27)]
    public void One_trial_or_one_core_shares_nothing(int cores, int trials) =>
        Assert.That(CoreSplit.Of(Software, cores, new Workload { Trials = trials }, Ample), Is.Null);

    [Test]
    public void A_pack_that_the_user_chose_is_kept() =>
        Assert.That(CoreSplit.Of(Software, 16, new Workload { Trials = 27, Pack = PackSize.Of(4) }, Ample), Is.Null);

    [Test]
    public void Other_devices_train_as_they_are() => Assert.Multiple(() =>
    {
        Assert.That(CoreSplit.Of(Software with { DriverName = "SwiftShader driver" }, 16, new Workload { Trials = 27 }, Ample), Is.Null);
        Assert.That(CoreSplit.Of(Software with { Type = GpuDeviceType.Discrete }, 16, new Workload { Trials = 27 }, Ample), Is.Null);
    });

    // The device itself holds the data, and each worker holds it once more beside a trial.
    [TestCase(1_000, 4)]
    [TestCase(700, 3)]
    [TestCase(699, 2)]
    [TestCase(499, 0)]
    public void No_more_than_memory_holds(long free, int workers) => Assert.That(
        CoreSplit.Of(Software, 4, new Workload { Trials = 27, LargestTrialBytes = 100 }, new TrainerMemory(100, free))?.Workers ?? 0, Is.EqualTo(workers));

    // The last trial must not be given more than those before it had.
    [TestCase(16, 3, 3)]
    [TestCase(16, 1, 1)]
    [TestCase(2, 27, 2)]
    public void Trials_that_end_after_seconds_have_a_core_each(int cores, int trials, int workers) =>
        Assert.That(CoreSplit.Of(Software, cores, new Workload { Trials = trials, IsTimed = true }, Ample), Is.EqualTo(new CoreSplit(workers, 1)));

    [TestCase(1, 1, "Training one trial at a time, on a processor core of its own.")]
    [TestCase(2, 1, "Training 2 trials at once, each on a processor core of its own.")]
    [TestCase(3, 5, "Training 3 trials at once, each on 5 processor cores of its own.")]
    public void It_is_told(int workers, int threads, string notice) => Assert.That(new CoreSplit(workers, threads).Notice, Is.EqualTo(notice));
}
