using SweepDsl.Runtime.Kernels;
using SweepDsl.Runtime.Tests.Training.Packing;
using SweepDsl.Runtime.Tests.Vulkan;
using SweepDsl.Runtime.Training;
using SweepDsl.Runtime.Vulkan;

namespace SweepDsl.Runtime.Tests.Training;

/// <summary>How trials are spread over the processors of a software device, and that other devices are left as they are.</summary>
public sealed class CoreSplitTests
{
    private static readonly GpuDeviceInfo Software = FakeDevices.Device(0, "llvmpipe", GpuDeviceType.Cpu) with { DriverName = "llvmpipe" };

    private static readonly TrainerMemory Ample = new(1 << 20, 1L << 40);

    [TestCase(2, 27, 2, 1)]
    [TestCase(16, 27, 16, 1)]
    [TestCase(16, 3, 3, 5)]
    [TestCase(16, 9, 9, 1)]
    [TestCase(200, 500, 64, 3)]
    public void Each_trial_has_processors_of_its_own(int processors, int trials, int workers, int threads) =>
        Assert.That(CoreSplit.Of(Software, processors, Load(trials), Ample), Is.EqualTo(new CoreSplit(workers, threads)));

    [TestCase(16, 0)]
    [TestCase(16, 1)]
    [TestCase(1, 27)]
    public void One_trial_or_one_processor_shares_nothing(int processors, int trials) =>
        Assert.That(CoreSplit.Of(Software, processors, Load(trials), Ample), Is.Null);

    [Test]
    public void A_pack_that_the_user_chose_is_kept() =>
        Assert.That(CoreSplit.Of(Software, 16, Load(27) with { Pack = PackSize.Of(4) }, Ample), Is.Null);

    [Test]
    public void Other_devices_train_as_they_are() => Assert.Multiple(() =>
    {
        Assert.That(CoreSplit.Of(Software with { DriverName = "SwiftShader driver" }, 16, Load(27), Ample), Is.Null);
        Assert.That(CoreSplit.Of(Software with { Type = GpuDeviceType.Discrete }, 16, Load(27), Ample), Is.Null);
    });

    // Each worker holds the data once more, and its trials.
    [TestCase(1_000, 1, 4)]
    [TestCase(600, 1, 3)]
    [TestCase(599, 1, 2)]
    [TestCase(399, 1, 0)]
    [TestCase(1_000, 4, 2)]
    public void No_more_than_memory_holds(long free, int held, int workers) => Assert.That(
        CoreSplit.Of(Software, 4, Load(27) with { TrialBytes = 100, Held = held }, new TrainerMemory(100, free))?.Workers ?? 0, Is.EqualTo(workers));

    // The last trial must not be given more than those before it had.
    [TestCase(16, 3, 3)]
    [TestCase(16, 1, 1)]
    [TestCase(2, 27, 2)]
    public void Trials_that_end_after_seconds_have_a_processor_each(int processors, int trials, int workers) =>
        Assert.That(CoreSplit.Of(Software, processors, Load(trials, Budget.Seconds(1)), Ample), Is.EqualTo(new CoreSplit(workers, 1)));

    private static Workload Load(int trials, Budget? budget = null)
    {
        TrialRequest request = new()
        {
            Name = "trial",
            Network = PackedStudy.Study.GlobalAverage(),
            Training = TrainingStudy.Training(new SgdOptimizer(), 0.01, 16, budget ?? Budget.Epochs(1)),
            Seed = 0,
        };
        return new Workload { Requests = [.. Enumerable.Repeat(request, trials)] };
    }
}
