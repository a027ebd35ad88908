using System.Text.Json;
using SweepDsl.Runtime.Sweeps;
using SweepDsl.Runtime.Sweeps.Search;
using SweepDsl.Runtime.Sweeps.Store;
using SweepDsl.Runtime.Training;
using SweepDsl.Runtime.Training.Files;

namespace SweepDsl.Runtime.Tests.Sweeps.EarlyStopping;

/// <summary>Sweeps that give trials up early: what is pruned, what is stored of it, and that neither kills nor devices change it.</summary>
public sealed class PrunedSweepTests
{
    // The fake trainer is the better the smaller the batch; of seeds 0 and 1 the differences are far smaller.
    private static readonly FakeExperiment Experiment = new()
    {
        BatchSizes = [16, 32, 8, 64, 4],
        Seeds = [0, 1],
        Budget = Budget.Epochs(4),
        EarlyTermination = new HyperbandTermination(3) { MinIter = 1, IsStrict = true },
    };

    private static readonly FakeExperiment Small = new() { BatchSizes = [16, 32, 8], Seeds = [0], Budget = Budget.Epochs(3), EarlyTermination = Experiment.EarlyTermination };

    private SweepFixture _sweep;

    [SetUp]
    public void MakeFolder() => _sweep = new SweepFixture();

    [TearDown]
    public void RemoveFolder() => _sweep.Dispose();

    [Test]
    public void Trials_worse_than_those_before_them_are_pruned_at_the_first_bracket()
    {
        SweepOutcome outcome = _sweep.Run(new FakeTrainer(), Experiment);

        Assert.That(outcome.ExitCode, Is.EqualTo(ExitCode.Done));
        Assert.That(Statuses(_sweep), Is.EqualTo(new[]
        {
            "16/0 finished", "32/0 pruned 1", "8/0 finished", "64/0 pruned 1", "4/0 finished", "16/1 pruned 1", "32/1 pruned 1", "8/1 finished", "64/1 pruned 1", "4/1 finished",
        }));
    }

    [Test]
    public void A_pruned_trial_keeps_its_metrics_and_why_it_was_pruned_but_no_weights_and_no_checkpoint()
    {
        _sweep.Run(new FakeTrainer(), Experiment);

        StoredTrial pruned = _sweep.Read().Trials[1];
        string folder = Path.Combine(_sweep.ResultsPath, "trials", pruned.Trial.Id);
        using JsonDocument result = JsonDocument.Parse(File.ReadAllBytes(Path.Combine(folder, "result.json")));
        Assert.That(Directory.EnumerateFileSystemEntries(folder).Select(Path.GetFileName), Is.EquivalentTo(new[] { "trial.json", "metrics.jsonl", "result.json", "initial.safetensors" }));
        Assert.That(File.ReadAllLines(Path.Combine(folder, "metrics.jsonl")), Has.Length.EqualTo(1));
        Assert.That(result.RootElement.GetProperty("status").GetString(), Is.EqualTo("pruned"));
        Assert.That(result.RootElement.GetProperty("metric").ValueKind, Is.EqualTo(JsonValueKind.Null));
        Assert.That(result.RootElement.GetProperty("update").GetInt64(), Is.EqualTo(2));
        Assert.That(pruned.Result!.Pruning, Is.EqualTo(new Pruning(
            "hyperband: { min_iter: 1, eta: 3, strict: true }, maximize test_accuracy",
            Evaluation: 1,
            pruned.Result.Last!.TestAccuracy,
            MetricsReader.Evaluations(Path.Combine(_sweep.FirstTrial(), "metrics.jsonl")).First().TestAccuracy,
            Compared: 1)));
    }

    [Test]
    public void Stopped_at_any_update_it_goes_on_to_the_same_bytes()
    {
        using SweepFixture undisturbed = new();
        int updates = 0;
        undisturbed.Run(new FakeTrainer { BeforeUpdate = (_, _) => updates++ }, Small);
        for (int stopAt = 1; stopAt <= updates; stopAt += stopAt is > 10 and < 15 ? 1 : 5)
        {
            using SweepFixture stopped = new();
            using CancellationTokenSource stop = new();
            int made = 0;

            SweepOutcome outcome = stopped.Run(new FakeTrainer { BeforeUpdate = (_, _) => Act(++made == stopAt, stop.Cancel) }, Small, stop: stop.Token);
            stopped.Run(new FakeTrainer(), Small);

            Assert.That(outcome.IsInterrupted, Is.True, $"stopped at {stopAt}");
            Assert.That(stopped.Files(), Is.EqualTo(undisturbed.Files()), $"stopped at {stopAt} of {updates}");
        }
    }

    [Test]
    public void Killed_at_any_time_it_goes_on_to_the_same_bytes()
    {
        using SweepFixture undisturbed = new();
        int steps = 0;
        undisturbed.Run(new FakeTrainer(), Small, files: new DurableFiles(_ => steps++));
        Assert.That(Statuses(undisturbed), Is.EqualTo(new[] { "16/0 finished", "32/0 pruned 1", "8/0 finished" }));
        for (int killAt = 1; killAt <= steps; killAt += 4)
        {
            using SweepFixture killed = new();
            int step = 0;
            DurableFiles dying = new(description => Act(++step >= killAt, () => throw new SweepException(ExitCode.Results, $"killed before: {description}")));

            Assert.That(() => killed.Run(new FakeTrainer(), Small, files: dying), Throws.TypeOf<SweepException>());
            killed.Run(new FakeTrainer(), Small);

            Assert.That(killed.Files(), Is.EqualTo(undisturbed.Files()), $"killed at step {killAt} of {steps}");
        }
    }

    [Test]
    public void On_several_devices_that_are_fast_and_slow_by_turns_the_same_are_pruned([Range(0, 3)] int seed)
    {
        using SweepFixture alone = new();
        alone.Run(new FakeTrainer(), Experiment);
        FakeTrainer[] trainers = [.. Enumerable.Range(0, 3).Select(device => new FakeTrainer { BeforeUpdate = Dawdling(new Random((seed * 3) + device)) })];

        SweepOutcome outcome = _sweep.Run(trainers, Experiment);

        Assert.That(outcome.ExitCode, Is.EqualTo(ExitCode.Done));
        Assert.That(_sweep.Files(), Is.EqualTo(alone.Files()));
    }

    [Test]
    public void Devices_whose_trials_wait_for_one_another_stop_when_the_user_does()
    {
        using CancellationTokenSource stop = new();
        using ManualResetEventSlim isOtherWaiting = new();
        FakeTrainer[] trainers = [.. Enumerable.Range(0, 2).Select(_ => new FakeTrainer { BeforeUpdate = StopWhenTheSecondWaits })];

        SweepOutcome outcome = _sweep.Run(trainers, Experiment, stop: stop.Token);
        _sweep.Run(new FakeTrainer(), Experiment);

        using SweepFixture alone = new();
        alone.Run(new FakeTrainer(), Experiment);
        Assert.That(outcome.IsInterrupted, Is.True);
        Assert.That(_sweep.Files(), Is.EqualTo(alone.Files()));

        void StopWhenTheSecondWaits(string trial, long update)
        {
            if (trial == "batch_size=32,seed=0" && update == 1)
            {
                isOtherWaiting.Set();
            }
            else if (trial == "batch_size=16,seed=0" && update == 1)
            {
                Assert.That(isOtherWaiting.Wait(TimeSpan.FromSeconds(30)), Is.True);
                stop.Cancel();
            }
        }
    }

    [Test]
    public void Trials_that_are_not_selected_are_done_without_aloud()
    {
        _sweep.Run(new FakeTrainer(), Experiment, filter: "batch_size=32");

        Assert.That(Statuses(_sweep), Is.EqualTo(new[]
        {
            "16/0 not run", "32/0 finished", "8/0 not run", "64/0 not run", "4/0 not run", "16/1 not run", "32/1 pruned 1", "8/1 not run", "64/1 not run", "4/1 not run",
        }));
        Assert.That(_sweep.Observer.Notices, Has.One.Contains("5 trials that come earlier are not selected and have no result: trials are judged without them"));
    }

    [Test]
    public void Results_of_earlier_sessions_count_as_those_of_this_one()
    {
        using SweepFixture whole = new();
        whole.Run(new FakeTrainer(), Experiment);
        _sweep.Run(new FakeTrainer(), Experiment, filter: "batch_size=16");

        _sweep.Run(new FakeTrainer(), Experiment);

        Assert.That(Statuses(_sweep), Is.EqualTo(Statuses(whole)));
        Assert.That(_sweep.Observer.Notices, Has.None.Contains("not selected"));
    }

    [Test]
    public void A_damaged_result_of_a_trial_that_is_not_selected_is_as_good_as_none()
    {
        _sweep.Run(new FakeTrainer(), Experiment, filter: "batch_size=16");
        File.WriteAllText(Path.Combine(_sweep.FirstTrial(), "result.json"), "{");

        SweepOutcome outcome = _sweep.Run(new FakeTrainer(), Experiment, filter: "batch_size=32");

        Assert.That(outcome.ExitCode, Is.EqualTo(ExitCode.Done));
        Assert.That(Statuses(_sweep).Take(2), Is.EqualTo(new[] { "16/0 damaged", "32/0 finished" }));
    }

    [Test]
    public void A_diverged_trial_is_a_bad_one_and_no_obstacle()
    {
        _sweep.Run(new FakeTrainer { Diverges = request => request.Training.BatchSize == 16 }, Experiment);

        Assert.That(Statuses(_sweep).Take(3), Is.EqualTo(new[] { "16/0 diverged", "32/0 finished", "8/0 finished" }));
    }

    [Test]
    public void What_was_pruned_by_another_rule_is_trained_again_and_what_finished_is_kept()
    {
        _sweep.Run(new FakeTrainer(), Experiment);
        FakeTrainer again = new();

        _sweep.Run(again, new FakeExperiment { BatchSizes = Experiment.BatchSizes, Seeds = Experiment.Seeds, Budget = Experiment.Budget });

        Assert.That(again.Requests.Select(request => request.Name), Is.EqualTo(new[] { "batch_size=32,seed=0", "batch_size=64,seed=0", "batch_size=16,seed=1", "batch_size=32,seed=1", "batch_size=64,seed=1" }));
        Assert.That(_sweep.Read().Trials.Select(trial => trial.Result!.Status), Is.All.EqualTo(TrialStatus.Finished));
        Assert.That(_sweep.Observer.Notices, Has.Exactly(5).Contains("was pruned by another rule (hyperband: { min_iter: 1, eta: 3, strict: true }, maximize test_accuracy) and is trained again"));
    }

    [Test]
    public void A_damaged_result_that_is_not_selected_counts_as_none()
    {
        _sweep.Run(new FakeTrainer(), Experiment);
        string damaged = Path.Combine(_sweep.FirstTrial(), "result.json");
        File.WriteAllText(damaged, "{");

        SweepOutcome outcome = _sweep.Run(new FakeTrainer(), Experiment, new RunOptions(Fresh: true, LogUpdates: false), filter: "batch_size=64,seed=1");

        Assert.That(outcome.Selected, Is.EqualTo(1));
        Assert.That(_sweep.Observer.Notices, Has.Some.StartsWith("1 trial that comes earlier is not selected and has no result: "));
        Assert.That(File.ReadAllText(damaged), Is.EqualTo("{"), "it is not touched");
    }

    [Test]
    public void A_trial_pruned_after_one_of_several_budgets_counts_at_that_one()
    {
        FakeExperiment experiment = new()
        {
            BatchSizes = [16, 32], Seeds = [0], Budget = Budget.Epochs(2), OtherBudgets = [Budget.Epochs(4)], EarlyTermination = new HyperbandTermination(3) { MinIter = 3, IsStrict = true },
        };

        _sweep.Run(new FakeTrainer(), experiment);

        StoredStudy study = _sweep.Read();
        Assert.That(study.At("epochs=2").Trials.Select(trial => (trial.StatusWord, trial.Result!.Last!.Epoch)), Is.EqualTo(new[] { ("finished", 2.0), ("finished", 2.0) }));
        Assert.That(study.At("epochs=4").Trials.Select(trial => (trial.StatusWord, trial.Result!.Last!.Epoch)), Is.EqualTo(new[] { ("finished", 4.0), ("pruned", 3.0) }));
    }

    [Test]
    public void Run_again_it_trains_nothing()
    {
        _sweep.Run(new FakeTrainer(), Experiment);
        SortedDictionary<string, string> before = _sweep.Files();
        FakeTrainer again = new();

        _sweep.Run(again, Experiment);

        Assert.That(again.Requests, Is.Empty);
        Assert.That(_sweep.Files(), Is.EqualTo(before));
    }

    private static string[] Statuses(SweepFixture sweep) =>
    [
        .. sweep.Read().Trials.Select(trial =>
            $"{trial.Trial.Parameters.Values[0].Value}/{trial.Trial.Seed} {trial.StatusWord}{(trial.Result?.Pruning is { } pruning ? $" {pruning.Evaluation}" : "")}"),
    ];

    private static Action<string, long> Dawdling(Random random) => (_, _) => Thread.Sleep(random.Next(4) == 0 ? random.Next(4) : 0);

    private static void Act(bool now, Action action)
    {
        if (now)
        {
            action();
        }
    }
}
