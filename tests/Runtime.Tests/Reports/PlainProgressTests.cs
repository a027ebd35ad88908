using SweepDsl.Runtime.Reports;
using SweepDsl.Runtime.Sweeps;
using SweepDsl.Runtime.Sweeps.Store;

namespace SweepDsl.Runtime.Tests.Reports;

/// <summary>Progress as plain lines, and as hardly any.</summary>
public sealed class PlainProgressTests
{
    private static readonly StudyPlan Plan = ShownStudy.Small;

    private HandClock _clock;
    private StringWriter _output;

    private string[] Lines => _output.ToString().Split('\n', StringSplitOptions.RemoveEmptyEntries);

    [SetUp]
    public void MakeClock() => (_clock, _output) = (new HandClock(), new StringWriter());

    [TearDown]
    public void Close() => _output.Dispose();

    [Test]
    public void Each_trial_that_ends_is_a_line_with_what_is_left()
    {
        PlainProgress plain = new(_output, _clock);
        plain.Begin(ShownStudy.Start(Plan));
        plain.TrialStarted(Plan.Trials[0], 0, 0);
        plain.Progress(Plan.Trials[0], ShownStudy.After(0, 24));
        _clock.Pass(24);
        plain.Progress(Plan.Trials[0], ShownStudy.After(24, 24));
        plain.TrialEnded(Plan.Trials[0], ShownStudy.Result());

        Assert.That(Lines[2..], Is.EqualTo(new[] { "[1/6] batch_size=8,seed=0  train loss 1.000, test loss 1.000, test accuracy 0.500  0:24  (1 to 2 min left)" }));
    }

    [Test]
    public void A_long_trial_gives_a_sign_of_life_with_the_loss_of_its_training()
    {
        PlainProgress plain = new(_output, _clock);
        plain.Begin(ShownStudy.Start(Plan));
        plain.TrialStarted(Plan.Trials[0], 0, 0);
        for (int update = 0; update < 90; update++)
        {
            plain.Progress(Plan.Trials[0], ShownStudy.After(update, 1000, loss: 0.25));
            _clock.Pass(1);
        }

        Assert.That(Lines[2..], Has.Length.EqualTo(2).And.All.StartsWith("[0/6] batch_size=8,seed=0  update ").And.All.Contains(" of 1000  loss 0.250"));
    }

    [Test]
    public void A_later_round_says_what_it_is_for()
    {
        StudyPlan tuned = ShownStudy.Plan(SweepProgressTests.Tuned());
        PlainProgress plain = new(_output, _clock);
        plain.Begin(ShownStudy.Start(tuned));
        plain.Begin(ShownStudy.Start(tuned, number: 2, done: 2));

        Assert.That(Lines[0], Is.EqualTo("First learning_rate is searched inside each point; then each is run with what suited it best."));
        Assert.That(Lines[^1], Is.EqualTo("Round 2, searching learning_rate: 6 trials to run"));
    }

    [Test]
    public void Quiet_tells_what_goes_wrong_and_nothing_else()
    {
        using QuietProgress quiet = new(_output);
        quiet.Begin(ShownStudy.Start(Plan));
        quiet.Notice("good to know");
        quiet.TrialStarted(Plan.Trials[0], 0, 0);
        quiet.Progress(Plan.Trials[0], ShownStudy.After(1, 24));
        quiet.Evaluated(Plan.Trials[0], ShownStudy.Measured());
        quiet.TrialEnded(Plan.Trials[0], ShownStudy.Result());
        quiet.TrialEnded(Plan.Trials[1], ShownStudy.Result(TrialStatus.Failed));
        quiet.Warning("not whole");

        Assert.That(Lines, Is.EqualTo(new[] { "batch_size=32,seed=0  failed: no luck", "not whole" }));
    }
}
