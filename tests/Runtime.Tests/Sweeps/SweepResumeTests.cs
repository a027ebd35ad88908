using SweepDsl.Runtime.Sweeps;
using SweepDsl.Runtime.Sweeps.Store;
using SweepDsl.Runtime.Training;
using SweepDsl.Runtime.Training.Files;

namespace SweepDsl.Runtime.Tests.Sweeps;

/// <summary>A sweep that was broken off, or whose files were damaged, goes on and loses nothing.</summary>
public sealed class SweepResumeTests
{
    private SweepFixture _sweep;

    [SetUp]
    public void MakeFolder() => _sweep = new SweepFixture();

    [TearDown]
    public void RemoveFolder() => _sweep.Dispose();

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
        Assert.That(_sweep.Observer.Started[0].Update, Is.EqualTo(16));
        Assert.That(_sweep.Observer.Notices, Has.Some.Contains("state-21.safetensors is damaged"));
    }

    [Test]
    public void A_result_whose_metrics_are_gone_is_computed_again_aloud_and_kept()
    {
        _sweep.Run(new FakeTrainer());
        string trial = _sweep.FirstTrial();
        File.Delete(Path.Combine(trial, "metrics.jsonl"));
        Assert.That(_sweep.Read().Damages, Has.One.Contains("metrics.jsonl is missing"));
        FakeTrainer again = new();

        _sweep.Run(again);

        Assert.That(again.Requests, Has.Count.EqualTo(1));
        Assert.That(File.Exists(Path.Combine(trial + ".damaged-1", "result.json")), Is.True);
        Assert.That(_sweep.Read().Damages, Is.Empty);
    }

    [Test]
    public void A_folder_that_is_deleted_under_a_run_ends_it_aloud_and_is_computed_again()
    {
        FakeTrainer trainer = new()
        {
            BeforeUpdate = (name, update) =>
            {
                if (name == "batch_size=16,seed=0" && update == 2)
                {
                    Directory.Delete(Path.Combine(_sweep.ResultsPath, "trials"), recursive: true);
                }
            },
        };
        Assert.That(() => _sweep.Run(trainer), Throws.TypeOf<SweepException>().With.Message.Contains("lost files of batch_size=16,seed=0 while it was trained"));
        FakeTrainer again = new();

        SweepOutcome outcome = _sweep.Run(again);

        Assert.That(outcome.ExitCode, Is.EqualTo(ExitCode.Done));
        Assert.That(again.Requests, Has.Count.EqualTo(6), "none was left");
        Assert.That(_sweep.Read().Trials.Select(trial => trial.StatusWord), Is.All.EqualTo("finished"));
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
