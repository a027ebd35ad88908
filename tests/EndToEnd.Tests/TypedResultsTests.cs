using SweepDsl.Experiments;
using SweepDsl.Runtime;
using SweepDsl.Runtime.Cli;
using SweepDsl.Runtime.Sweeps.Results;
using SweepDsl.Runtime.Sweeps.Statistics;
using SweepDsl.Runtime.Sweeps.Store;
using SweepDsl.Runtime.Training;

namespace SweepDsl.EndToEnd.Tests;

/// <summary>From YAML through a study to its results in a user's own C#: what docs/analysis.md shows.</summary>
public sealed class TypedResultsTests
{
    [Test]
    public void A_study_that_was_run_is_read_by_its_own_types()
    {
        using TemporaryFolder folder = new();
        StringWriter output = new();
        CommandContext context = new(
            ExperimentCatalogue.All, new VulkanTrainingBackend(), new OutputStream(output, isRedirected: true), new OutputStream(output, isRedirected: true), TimeProvider.System);
        Assert.That(SweepCommand.Run(["run", "mlp", "--out", folder.Path], context), Is.Zero, output.ToString());

        StudyResults<Mlp.Parameters> results = Mlp.Results.Load(folder["mlp"]);

        Assert.That(results.Points.Select(point => (point.Parameters.BatchSize, point.Parameters.Width)), Is.EqualTo(new[] { (16, 24), (64, 24) }));
        Assert.That(results.Points.SelectMany(point => point.Trials).Select(trial => (trial.Parameters.BatchSize, trial.Seed, trial.Status)), Is.EqualTo(new[]
        {
            (16, 0, (TrialStatus?)TrialStatus.Finished), (16, 1, TrialStatus.Finished), (64, 0, TrialStatus.Finished), (64, 1, TrialStatus.Finished),
        }));
        PointResults<Mlp.Parameters> best = results.Best!;
        Assert.That(best.TestAccuracy!.Value.Mean, Is.EqualTo(best.Trials.Average(trial => trial.ReadEvaluations()[^1].TestAccuracy)).Within(1e-12));
        PairedComparison against = results.Compare(best.Parameters, results.Points.Single(point => point != best).Parameters)!.Value;
        Assert.That(against.Deficit.Mean, Is.GreaterThanOrEqualTo(0));
        Assert.That(output.ToString().ReplaceLineEndings(" "), Does.Contain(results.Verdict));
        Assert.That(() => EveryLayer.Results.Load(folder["mlp"]), Throws.TypeOf<SweepException>().With.Message.Contains("holds the results of 'mlp', not of 'every-layer'"));
    }
}
