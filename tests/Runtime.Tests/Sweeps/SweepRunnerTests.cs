using System.Text.Json;
using SweepDsl.Runtime.Sweeps;
using SweepDsl.Runtime.Sweeps.Store;
using SweepDsl.Runtime.Training;
using SweepDsl.Runtime.Training.Files;

namespace SweepDsl.Runtime.Tests.Sweeps;

[TestFixture]
public sealed class SweepRunnerTests
{
    private SweepFixture _sweep;

    [SetUp]
    public void MakeFolder() => _sweep = new SweepFixture();

    [TearDown]
    public void RemoveFolder() => _sweep.Dispose();

    [Test]
    public void The_first_seed_of_every_point_comes_before_the_second_of_any()
    {
        FakeTrainer trainer = new();

        SweepOutcome outcome = _sweep.Run(trainer);

        Assert.That(outcome.ExitCode, Is.EqualTo(ExitCode.Done));
        Assert.That(trainer.Requests.Select(request => request.Name), Is.EqualTo(new[]
        {
            "batch_size=8,seed=0", "batch_size=16,seed=0", "batch_size=32,seed=0", "batch_size=8,seed=1", "batch_size=16,seed=1", "batch_size=32,seed=1",
        }));
    }

    [Test]
    public void The_tiles_of_products_are_recorded_and_those_of_earlier_runs_kept()
    {
        _sweep.Run(new FakeTrainer { TileChoices = Choices(("dense forward 4 to 8, batch 8", "register 1x1x1 of 8"), ("dense forward 4 to 8, batch 16", "register 1x1x1 of 8")) });
        _sweep.Run(new FakeTrainer { TileChoices = Choices(("dense forward 4 to 8, batch 16", "tiled 16x16x16/4x4")) });

        Assert.That(_sweep.Read().Record.Tiles, Is.EqualTo(Choices(("dense forward 4 to 8, batch 8", "register 1x1x1 of 8"), ("dense forward 4 to 8, batch 16", "tiled 16x16x16/4x4"))));

        static ImmutableSortedDictionary<string, string> Choices(params (string Product, string Tile)[] choices) =>
            choices.ToImmutableSortedDictionary(choice => choice.Product, choice => choice.Tile, StringComparer.Ordinal);
    }

    [Test]
    public void A_device_that_lacks_something_is_told_of_before_any_trial_is_trained()
    {
        FakeTrainer trainer = new() { Missing = "'precision: mixed' needs more." };

        SweepException? error = Assert.Throws<SweepException>(() => _sweep.Run(trainer));

        Assert.That(error!.ExitCode, Is.EqualTo(ExitCode.NoDevice));
        Assert.That(error.Message, Does.Contain("batch_size=8,seed=0").And.Contain("needs more"));
        Assert.That(trainer.Requests, Is.Empty);
    }

    [Test]
    public void Finished_trials_are_not_run_again()
    {
        _sweep.Run(new FakeTrainer());
        SortedDictionary<string, string> before = _sweep.Files();
        FakeTrainer again = new();

        SweepOutcome outcome = _sweep.Run(again);

        Assert.That(outcome.ExitCode, Is.EqualTo(ExitCode.Done));
        Assert.That(again.Requests, Is.Empty);
        Assert.That(_sweep.Files(), Is.EqualTo(before));
    }

    [Test]
    public void A_finished_trial_leaves_what_the_layout_promises()
    {
        _sweep.Run(new FakeTrainer());

        string trial = _sweep.FirstTrial();
        string[] names = [.. Directory.EnumerateFileSystemEntries(trial).Select(Path.GetFileName).Order(StringComparer.Ordinal)!];
        using JsonDocument description = JsonDocument.Parse(File.ReadAllBytes(Path.Combine(trial, "trial.json")));
        using JsonDocument result = JsonDocument.Parse(File.ReadAllBytes(Path.Combine(trial, "result.json")));
        using JsonDocument lastLine = JsonDocument.Parse(File.ReadLines(Path.Combine(trial, "metrics.jsonl")).Last());
        Assert.That(names, Is.EqualTo(new[] { "initial.safetensors", "metrics.jsonl", "result.json", "trial.json", "weights.safetensors" }));
        Assert.That(description.RootElement.GetProperty("experiment").GetString(), Is.EqualTo("batch-size"));
        Assert.That(description.RootElement.GetProperty("parameters").GetProperty("batch_size").GetInt32(), Is.EqualTo(8));
        Assert.That(description.RootElement.GetProperty("seed").GetInt32(), Is.Zero);
        Assert.That(description.RootElement.GetProperty("network").GetProperty("parameters").GetInt32(), Is.EqualTo((16 * 10) + 10));
        Assert.That(description.RootElement.GetProperty("network").GetProperty("layers")[0].GetProperty("output").GetRawText().Trim(), Does.Contain("10"));
        Assert.That(result.RootElement.GetProperty("status").GetString(), Is.EqualTo("finished"));
        Assert.That(result.RootElement.GetProperty("metric").GetDouble(), Is.EqualTo(lastLine.RootElement.GetProperty("test_accuracy").GetDouble()));
        Assert.That(lastLine.RootElement.EnumerateObject().Select(property => property.Name), Is.EqualTo(new[]
        {
            "update", "epoch", "examples", "train_seconds", "eval_seconds", "train_loss", "train_accuracy", "test_loss", "test_accuracy",
        }));
    }

    [Test]
    public void A_stopped_sweep_goes_on_to_the_same_bytes()
    {
        FakeExperiment experiment = new() { BatchSizes = [16, 32], Seeds = [0] };
        using SweepFixture undisturbed = new();
        undisturbed.Run(new FakeTrainer(), experiment, new RunOptions(Fresh: false, LogUpdates: true));
        const int Updates = (3 * 4) + (3 * 2);
        for (int stopAt = 1; stopAt < Updates; stopAt += 2)
        {
            using SweepFixture stopped = new();
            using CancellationTokenSource stop = new();
            int made = 0;
            FakeTrainer first = new() { BeforeUpdate = (_, _) => StopAt(stop, ++made == stopAt) };

            SweepOutcome outcome = stopped.Run(first, experiment, new RunOptions(false, true), stop: stop.Token);
            SweepOutcome rest = stopped.Run(new FakeTrainer(), experiment, new RunOptions(false, true));

            Assert.That(outcome.IsInterrupted, Is.True, $"stopped at {stopAt}");
            Assert.That(rest.ExitCode, Is.EqualTo(ExitCode.Done));
            Assert.That(stopped.Files(), Is.EqualTo(undisturbed.Files()), $"stopped at {stopAt}");
        }
    }

    [Test]
    public void A_sweep_killed_before_any_step_on_the_disk_goes_on_to_the_same_bytes()
    {
        FakeExperiment experiment = new() { BatchSizes = [16], Seeds = [0], Budget = Budget.Epochs(2) };
        using SweepFixture undisturbed = new();
        int steps = 0;
        undisturbed.Run(new FakeTrainer(), experiment, files: new DurableFiles(_ => steps++));
        for (int killAt = 1; killAt <= steps; killAt++)
        {
            using SweepFixture killed = new();
            int step = 0;
            DurableFiles dying = new(description => Kill(++step == killAt, description));

            Assert.That(() => killed.Run(new FakeTrainer(), experiment, files: dying), Throws.TypeOf<SweepException>());
            SweepOutcome rest = killed.Run(new FakeTrainer(), experiment);

            Assert.That(rest.ExitCode, Is.EqualTo(ExitCode.Done));
            Assert.That(killed.Files(), Is.EqualTo(undisturbed.Files()), $"killed at step {killAt} of {steps}");
        }
    }

    [Test]
    public void A_full_disk_at_any_step_ends_with_exit_code_5_and_loses_nothing_published()
    {
        FakeExperiment experiment = new() { BatchSizes = [16, 32], Seeds = [0] };
        int steps = 0;
        using (SweepFixture undisturbed = new())
        {
            undisturbed.Run(new FakeTrainer(), experiment, files: new DurableFiles(_ => steps++));
        }

        for (int failAt = 1; failAt <= steps; failAt += 7)
        {
            using SweepFixture full = new();
            int step = 0;
            DurableFiles failing = new(description => Fail(++step == failAt, description));

            Assert.That(
                () => full.Run(new FakeTrainer(), experiment, files: failing),
                Throws.TypeOf<SweepException>().With.Property("ExitCode").EqualTo(ExitCode.Results).And.Message.Contains("No space left"));
            Assert.That(full.Run(new FakeTrainer(), experiment).ExitCode, Is.EqualTo(ExitCode.Done));
        }
    }

    [Test]
    public void A_trial_that_throws_is_failed_and_the_others_run()
    {
        FakeTrainer trainer = new() { BeforeUpdate = (name, _) => Fail(name == "batch_size=16,seed=0") };

        SweepOutcome outcome = _sweep.Run(trainer);

        TrialResult failed = _sweep.Observer.Ended.Single(pair => pair.Trial == "batch_size=16,seed=0").Result;
        Assert.That(outcome.ExitCode, Is.EqualTo(ExitCode.TrialsFailed));
        Assert.That(_sweep.Observer.Ended, Has.Count.EqualTo(6));
        Assert.That(failed.Status, Is.EqualTo(TrialStatus.Failed));
        Assert.That(failed.Error, Does.Contain("device lost"));
    }

    [Test]
    public void A_failed_trial_is_tried_again()
    {
        _sweep.Run(new FakeTrainer { BeforeUpdate = (name, update) => Fail(name == "batch_size=16,seed=0" && update == 9) });
        FakeTrainer again = new();

        SweepOutcome outcome = _sweep.Run(again);

        Assert.That(outcome.ExitCode, Is.EqualTo(ExitCode.Done));
        Assert.That(again.Requests.Single().Resume?.Update, Is.EqualTo(8), "its last checkpoint");
        Assert.That(_sweep.Read().Trials.Select(trial => trial.Result!.Status), Is.All.EqualTo(TrialStatus.Finished));
    }

    [Test]
    public void A_diverged_trial_is_a_result_and_is_not_tried_again()
    {
        _sweep.Run(new FakeTrainer { Diverges = request => request.Training.BatchSize == 32 });
        FakeTrainer again = new();

        SweepOutcome outcome = _sweep.Run(again);

        StoredTrial diverged = _sweep.Read().Trials.First(trial => trial.Trial.Parameters.ToString() == "batch_size=32");
        Assert.That(outcome.ExitCode, Is.EqualTo(ExitCode.Done));
        Assert.That(again.Requests, Is.Empty);
        Assert.That(diverged.Result!.Status, Is.EqualTo(TrialStatus.Diverged));
        Assert.That(diverged.Result.DivergedAt, Is.EqualTo(2));
    }

    [Test]
    public void A_changed_experiment_has_new_trials_and_keeps_the_old_ones()
    {
        _sweep.Run(new FakeTrainer());
        FakeTrainer changed = new();
        _sweep.Run(changed, new FakeExperiment { LearningRate = 0.2, BatchSizes = [8] });
        FakeTrainer back = new();

        _sweep.Run(back);

        Assert.That(changed.Requests, Has.Count.EqualTo(2));
        Assert.That(back.Requests, Is.Empty);
        Assert.That(Directory.GetDirectories(Path.Combine(_sweep.ResultsPath, "trials")), Has.Length.EqualTo(8));
        Assert.That(_sweep.Read().Trials, Has.Length.EqualTo(6));
    }

    [Test]
    public void Fresh_runs_the_selected_trials_again_and_no_others()
    {
        _sweep.Run(new FakeTrainer());
        FakeTrainer fresh = new();

        _sweep.Run(fresh, options: new RunOptions(Fresh: true, LogUpdates: false), filter: "batch_size=16");

        Assert.That(fresh.Requests.Select(request => request.Name), Is.EqualTo(new[] { "batch_size=16,seed=0", "batch_size=16,seed=1" }));
        Assert.That(_sweep.Read().Trials.Select(trial => trial.Result), Is.All.Not.Null);
    }

    [Test]
    public void Logged_updates_stand_in_the_metrics_once_each()
    {
        _sweep.Run(new FakeTrainer());

        _sweep.Run(new FakeTrainer(), options: new RunOptions(Fresh: false, LogUpdates: true));

        string metrics = Path.Combine(_sweep.FirstTrial(), "metrics.jsonl");
        Assert.That(MetricsReader.BatchLosses(metrics).Select(line => line.Update), Is.EqualTo(Enumerable.Range(1, 24)));
        Assert.That(MetricsReader.Evaluations(metrics).Select(line => line.Update), Is.EqualTo(new[] { 8, 16, 24 }));
        Assert.That(_sweep.Observer.Notices, Has.Some.Contains("without --log-updates"));
    }

    [Test]
    public void A_trial_begun_with_batch_losses_goes_on_with_them_unasked()
    {
        using CancellationTokenSource stop = new();
        FakeTrainer first = new() { BeforeUpdate = (_, update) => StopAt(stop, update == 11) };
        _sweep.Run(first, options: new RunOptions(Fresh: false, LogUpdates: true), stop: stop.Token);

        _sweep.Run(new FakeTrainer());

        string metrics = Path.Combine(_sweep.FirstTrial(), "metrics.jsonl");
        Assert.That(MetricsReader.BatchLosses(metrics).Select(line => line.Update), Is.EqualTo(Enumerable.Range(1, 24)));
    }

    [Test]
    public void A_damaged_checkpoint_is_refused_aloud_and_the_state_before_it_taken()
    {
        string state = Interrupt(atUpdate: 20);
        byte[] bytes = File.ReadAllBytes(state);
        bytes[^1] ^= 1;
        File.WriteAllBytes(state, bytes);
        FakeTrainer rest = new();

        _sweep.Run(rest);

        Assert.That(rest.Requests[0].Resume?.Update, Is.EqualTo(16));
        Assert.That(_sweep.Observer.Notices, Has.Some.Contains("state-21.safetensors is damaged"));
    }

    [TestCase("")]
    [TestCase("{\"status\":\"finished\"")]
    [TestCase("{\"status\":\"unheard of\"}")]
    public void A_damaged_result_is_computed_again_aloud_and_kept(string damaged)
    {
        _sweep.Run(new FakeTrainer());
        string trial = _sweep.FirstTrial();
        string whole = File.ReadAllText(Path.Combine(trial, "result.json"));
        File.WriteAllText(Path.Combine(trial, "result.json"), damaged);
        FakeTrainer again = new();

        SweepOutcome outcome = _sweep.Run(again);

        Assert.That((outcome.Failed, again.Requests.Count), Is.EqualTo((0, 1)));
        Assert.That(File.ReadAllText(Path.Combine(trial, "result.json")), Is.EqualTo(whole));
        Assert.That(File.ReadAllText(Path.Combine(trial + ".damaged-1", "result.json")), Is.EqualTo(damaged));
        Assert.That(File.Exists(Path.Combine(trial + ".damaged-1", "weights.safetensors")), Is.True);
        Assert.That(_sweep.Observer.Notices, Has.Some.Contains("is computed again").And.Some.Contains(".damaged-1"));
    }

    [Test]
    public void Metrics_that_were_changed_since_make_the_trial_start_again_aloud()
    {
        Interrupt(atUpdate: 20);
        string metrics = Path.Combine(_sweep.FirstTrial(), "metrics.jsonl");
        File.WriteAllText(metrics, File.ReadAllText(metrics).Replace("\"update\":8", "\"update\":9", StringComparison.Ordinal));
        FakeTrainer rest = new();

        _sweep.Run(rest);

        Assert.That(rest.Requests[0].Resume, Is.Null);
        Assert.That(_sweep.Observer.Notices, Has.Some.Contains("metrics.jsonl is not what it was then").And.Some.Contains("starts again from its initial weights"));
    }

    [Test]
    public void A_checkpoint_of_another_device_is_refused_aloud_and_the_trial_starts_again()
    {
        Interrupt(atUpdate: 20);
        FakeTrainer other = new() { Environment = new TrainingEnvironment("Other GPU", "fake 1.0", "0.1.0", "00112233445566778899") };

        _sweep.Run(other);

        Assert.That(other.Requests[0].Resume, Is.Null);
        Assert.That(_sweep.Observer.Notices, Has.Some.Contains("device 'Fake GPU' where this is 'Other GPU'"));
    }

    [Test]
    public void Lines_after_the_checkpoint_are_cut_off()
    {
        using SweepFixture undisturbed = new();
        undisturbed.Run(new FakeTrainer());
        Interrupt(atUpdate: 20);
        File.AppendAllText(Path.Combine(_sweep.FirstTrial(), "metrics.jsonl"), """{"update":24,"epo""");

        _sweep.Run(new FakeTrainer());

        Assert.That(_sweep.Files(), Is.EqualTo(undisturbed.Files()));
    }

    [Test]
    public void Results_that_another_device_gave_are_kept_aloud()
    {
        _sweep.Run(new FakeTrainer());

        _sweep.Run(new FakeTrainer { Environment = new TrainingEnvironment("Fake GPU", "fake 2.0", "0.1.0", "00112233445566778899") });

        Assert.That(_sweep.Observer.Notices, Has.Count.EqualTo(1).And.All.Contains("6 of 6 finished trials").And.All.Contains("driver 'fake 1.0' where this is 'fake 2.0'"));
    }

    private string Interrupt(long atUpdate)
    {
        using CancellationTokenSource stop = new();
        _sweep.Run(new FakeTrainer { BeforeUpdate = (_, update) => StopAt(stop, update == atUpdate) }, stop: stop.Token);
        return Path.Combine(_sweep.FirstTrial(), "checkpoint", $"state-{atUpdate + 1}.safetensors");
    }

    private static void StopAt(CancellationTokenSource stop, bool now)
    {
        if (now)
        {
            stop.Cancel();
        }
    }

    private static void Fail(bool now)
    {
        if (now)
        {
            throw new InvalidOperationException("device lost");
        }
    }

    private static void Fail(bool now, string step)
    {
        if (now)
        {
            throw new IOException($"No space left on device: {step}");
        }
    }

    // As abrupt as a kill within one process can be: the exception passes every handler that cleans up after a failing disk or trainer.
    private static void Kill(bool now, string step)
    {
        if (now)
        {
            throw new SweepException(ExitCode.Results, $"killed before: {step}");
        }
    }
}
