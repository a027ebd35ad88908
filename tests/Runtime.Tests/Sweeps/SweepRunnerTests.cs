using System.Text.Json;
using SweepDsl.Runtime.Sweeps;
using SweepDsl.Runtime.Sweeps.Store;
using SweepDsl.Runtime.Training;

namespace SweepDsl.Runtime.Tests.Sweeps;

/// <summary>What a sweep runs, in which order, and what it leaves.</summary>
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
    public void A_failed_trial_keeps_its_error_until_it_begins_again()
    {
        _sweep.Run(new FakeTrainer { BeforeUpdate = (name, _) => Fail(name is "batch_size=8,seed=0" or "batch_size=16,seed=0") });
        using CancellationTokenSource stop = new();

        _sweep.Run(new FakeTrainer { BeforeUpdate = (_, _) => stop.Cancel() }, stop: stop.Token);

        StoredTrial[] trials = [.. _sweep.Read().Trials.Where(trial => trial.Trial.Seed == 0)];
        Assert.That(trials.Select(trial => trial.StatusWord), Is.EqualTo(new[] { "not run", "failed", "finished" }));
        Assert.That(trials[1].Result!.Error, Does.Contain("device lost"));
    }

    [Test]
    public void A_trial_without_batch_losses_keeps_its_result_until_it_begins_again()
    {
        _sweep.Run(new FakeTrainer());
        using CancellationTokenSource stop = new();

        _sweep.Run(new FakeTrainer { BeforeUpdate = (_, _) => stop.Cancel() }, options: new RunOptions(Fresh: false, LogUpdates: true), stop: stop.Token);

        Assert.That(_sweep.Read().Trials.Count(trial => trial.StatusWord == "finished"), Is.EqualTo(5), "all but the one that began");
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
    public void Results_that_another_device_gave_are_kept_aloud()
    {
        _sweep.Run(new FakeTrainer());

        _sweep.Run(new FakeTrainer { Environment = new TrainingEnvironment("Fake GPU", "fake 2.0", "0.1.0", "00112233445566778899") });

        Assert.That(_sweep.Observer.Notices, Has.Count.EqualTo(1).And.All.Contains("6 of 6 finished trials").And.All.Contains("driver 'fake 1.0' where this is 'fake 2.0'"));
    }

    private static void Fail(bool now)
    {
        if (now)
        {
            throw new InvalidOperationException("device lost");
        }
    }
}
