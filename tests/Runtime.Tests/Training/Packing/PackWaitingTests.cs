using SweepDsl.Runtime.Kernels;
using SweepDsl.Runtime.Network;
using SweepDsl.Runtime.Tests.Vulkan;
using SweepDsl.Runtime.Training;
using SweepDsl.Runtime.Training.Device;
using SweepDsl.Runtime.Training.Packing;
using SweepDsl.Runtime.Vulkan;

namespace SweepDsl.Runtime.Tests.Training.Packing;

/// <summary>Trials in flight that wait for others.</summary>
/// <param name="device">Index of the device.</param>
[TestFixtureSource(typeof(TestDevices), nameof(TestDevices.All))]
public sealed class PackWaitingTests(string device)
{
    private static readonly TrainingStudy Study = new(new FeatureShape(1, 4, 4), train: 40_000, test: 20);

    private TrainerDevice _trainer;
    private DeviceDataset _data;

    [OneTimeSetUp]
    public void Open()
    {
        _trainer = TrainerDevice.Open(new GpuDeviceOptions { Device = device, Cache = CacheFolder.Default });
        _data = new DeviceDataset(_trainer.Gpu, Study.Dataset);
    }

    [OneTimeTearDown]
    public void Close()
    {
        _data?.Dispose();
        _trainer?.Dispose();
    }

    [Test]
    public void A_trial_that_waits_leaves_its_place_to_others_and_goes_on_after_them()
    {
        Offered queue = new();
        RecordingSink waiting = new() { Verdict = () => queue.HasEnded("other") ? TrialVerdict.GoOn : TrialVerdict.Wait };
        queue.Add(Job("waiting", waiting, place: 1));
        queue.Add(Job("other", new RecordingSink(), place: 0));
        using TrialPack pack = Pack(queue, places: 1);

        pack.Run();

        Assert.That(queue.Ended, Is.EqualTo(new[] { "other FinishedTrial", "waiting FinishedTrial" }));
        Assert.That(waiting.Evaluations, Has.Count.EqualTo(2));
    }

    [Test]
    public void A_trial_that_must_run_alone_has_those_after_it_set_aside_and_they_go_on_from_there()
    {
        Offered queue = new();
        RecordingSink first = new() { Verdict = () => queue.HasEnded("alone") ? TrialVerdict.GoOn : TrialVerdict.Wait };
        RecordingSink rest = new(firstOfSession: 101);
        queue.Add(Job("waiting", first, place: 1));
        queue.Add(Job("alone", new RecordingSink(), place: 0) with { IsAlone = true });
        queue.OnSetAside = job => queue.Add(job with { Sink = rest, Request = job.Request with { Resume = first.Checkpoints[^1] } });
        using TrialPack pack = Pack(queue, places: 2);

        pack.Run();

        Assert.That(queue.Ended, Is.EqualTo(new[] { "waiting SetAsideTrial", "alone FinishedTrial", "waiting FinishedTrial" }));
        Assert.That((first.Evaluations.Count, first.Checkpoints.Count, first.Checkpoints[0].Update), Is.EqualTo((1, 1, 100L)), "it waits within an epoch, where there is no checkpoint yet");
        Assert.That(rest.Evaluations.Select(evaluation => evaluation.Update), Is.EqualTo(new[] { 200L }));
    }

    [Test]
    public void A_trial_resumed_where_it_is_judged_is_judged_before_it_goes_on()
    {
        RecordingSink first = new() { Verdict = () => TrialVerdict.Wait };
        using CancellationTokenSource stop = new();
        Offered queue = new() { OnAwait = stop.Cancel };
        queue.Add(Job("trial", first, place: 0));
        using (TrialPack pack = Pack(queue, places: 1, stop.Token))
        {
            pack.Run();
        }

        RecordingSink resumed = new() { Verdict = () => TrialVerdict.Prune };
        Offered again = new();
        TrialJob job = Job("trial", resumed, place: 0);
        again.Add(job with { Request = job.Request with { Resume = first.Checkpoints[^1] } });
        using TrialPack rest = Pack(again, places: 1);
        rest.Run();

        Assert.That(queue.Ended, Is.EqualTo(new[] { "trial InterruptedTrial" }));
        Assert.That(again.Ended, Is.EqualTo(new[] { "trial PrunedTrial" }));
        Assert.That(resumed.Evaluations, Is.Empty);
    }

    [Test]
    public void A_trial_at_its_end_is_not_judged()
    {
        Offered queue = new();
        int asked = 0;
        RecordingSink sink = new() { Verdict = () => asked++ == 0 ? TrialVerdict.GoOn : TrialVerdict.Prune };
        queue.Add(Job("trial", sink, place: 0));
        using TrialPack pack = Pack(queue, places: 1);

        pack.Run();

        Assert.That(queue.Ended, Is.EqualTo(new[] { "trial FinishedTrial" }));
        Assert.That(asked, Is.EqualTo(1));
    }

    [Test]
    public void That_all_wait_for_nothing_is_an_error()
    {
        TrialList queue = new(Job("waiting", new RecordingSink { Verdict = () => TrialVerdict.Wait }, place: 0));
        using TrialPack pack = Pack(queue, places: 1);

        Assert.That(pack.Run, Throws.InvalidOperationException.With.Message.Contains("nothing runs elsewhere"));
    }

    [Test]
    public void While_a_trial_waits_the_training_loop_allocates_nothing()
    {
        Offered queue = new();
        long updates = 0;
        RecordingSink waiting = new() { Verdict = () => TrialVerdict.Wait };
        queue.Add(Job("running", new RecordingSink(update => updates = update), place: 0) with
        {
            Request = Request("running") with { Training = Training(2) with { Budget = Budget.Epochs(50) } },
        });
        queue.Add(Job("waiting", waiting, place: 1));
        using TrialPack pack = Pack(queue, places: 2);
        for (int i = 0; i < 1000 && waiting.Evaluations.Count == 0; i++)
        {
            pack.Advance();
        }

        for (int i = 0; i < 20; i++)
        {
            pack.Advance();
        }

        // Submissions grow to what the device does in their time, and what a larger one needs is made once: the loop is measured until it has grown.
        long begun = updates;
        long allocated = 1;
        for (int window = 0; window < 10 && allocated > 0; window++)
        {
            begun = updates;
            long before = GC.GetAllocatedBytesForCurrentThread();
            for (int i = 0; i < 10; i++)
            {
                pack.Advance();
            }

            allocated = GC.GetAllocatedBytesForCurrentThread() - before;
        }

        Assert.That(waiting.Evaluations, Has.Count.EqualTo(1));
        Assert.That(updates, Is.GreaterThan(begun + 9).And.LessThan(20_000), "no training happened, or the loop measured was not within an epoch");
        Assert.That(allocated, Is.Zero);
    }

    private static TrainingDefinition Training(int batchSize) =>
        TrainingStudy.Training(new SgdOptimizer(), 0.01, batchSize, Budget.Updates(200)) with { EvaluationTrainExamples = 1 };

    private static TrialRequest Request(string name) => new()
    {
        Name = name, Network = Study.GlobalAverage(), Training = Training(16) with { EvaluationInterval = EvaluationInterval.Updates(100) }, Seed = 0,
    };

    private static TrialJob Job(string name, ITrialSink sink, int place) => new(Request(name), sink, IsAlone: false, place);

    private TrialPack Pack(ITrialQueue queue, int places, CancellationToken stop = default) => new(_trainer.Gpu, Slot, queue, new FixedPack(places), new SoloTimes(), stop);

    private TrialSlot Slot(TrialJob job)
    {
        TrialPlan plan = new(_data, _trainer.Tiles, [], job.Request);
        return new TrialSlot(job, plan, new DeviceTrial(_trainer.Kernels, _data, plan), plan.MemoryOn(_trainer.Gpu));
    }

    /// <summary>A queue to which trials may be added while it is worked off.</summary>
    private sealed class Offered : ITrialQueue
    {
        private readonly Queue<TrialJob> _waiting = [];

        public List<string> Ended { get; } = [];

        public Action<TrialJob> OnSetAside { get; set; } = static _ => { };

        public Action OnAwait { get; init; } = static () => throw new InvalidOperationException("All wait.");

        public void Add(TrialJob job) => _waiting.Enqueue(job);

        public bool HasEnded(string name) => Ended.Exists(ended => ended.StartsWith(name, StringComparison.Ordinal));

        public TrialJob? Next() => _waiting.TryDequeue(out TrialJob? job) ? job : null;

        public void AwaitOthers(CancellationToken stop) => OnAwait();

        public void Notice(string message)
        {
        }

        void ITrialQueue.Ended(TrialJob job, TrialOutcome outcome)
        {
            Ended.Add($"{job.Request.Name} {outcome.GetType().Name}");
            if (outcome is SetAsideTrial)
            {
                OnSetAside(job);
            }
        }
    }
}
