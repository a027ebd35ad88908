using SweepDsl.Experiments;
using SweepDsl.Runtime.Cli;
using SweepDsl.Runtime.Training;

namespace SweepDsl.EndToEnd.Tests;

/// <summary>From YAML through generated C# to trained results, in this process, watched by the validation layer.</summary>
public sealed class GeneratedExperimentTests
{
    [TestCase("every-layer", 6)]
    [TestCase("mlp", 4)]
    public void An_experiment_trains_all_its_trials_and_learns(string experiment, int trials)
    {
        using TemporaryFolder folder = new();

        Run("run", experiment, "--out", folder.Path, "--validate");
        StudyFiles study = new(folder[experiment]);

        Assert.That(study.Trials, Has.Length.EqualTo(trials));
        foreach (string trial in study.Trials)
        {
            Assert.That((string?)StudyFiles.Result(trial)["status"], Is.EqualTo("finished"), File.ReadAllText(Path.Combine(trial, "result.json")));
            double[] losses = [.. StudyFiles.Metrics(trial).Select(line => (double)line["train_loss"]!)];
            Assert.That(losses[^1], Is.GreaterThan(0).And.LessThan(0.99 * losses[0]), "a network that does not learn stays where it was after the first epoch");
        }
    }

    [Test]
    public void A_trial_says_what_it_was_in_the_words_of_the_yaml()
    {
        using TemporaryFolder folder = new();

        Run("run", "mlp", "--out", folder.Path, "--trials", "batch_size=64,seed=1", "--updates", "1");
        string trial = new StudyFiles(folder["mlp"]).Trials.Single();

        string description = File.ReadAllText(Path.Combine(trial, "trial.json"));
        Assert.That(description, Does.Contain("\"batch_size\"").And.Contain("\"width\"").And.Contain("\"mlp\""));
    }

    private static void Run(params string[] arguments)
    {
        StringWriter output = new();
        StringWriter error = new();
        CommandContext context = new(
            ExperimentCatalogue.All, new VulkanTrainingBackend(), new OutputStream(output, isRedirected: true), new OutputStream(error, isRedirected: true), TimeProvider.System);

        int exitCode = SweepCommand.Run(arguments, context);

        Assert.That(exitCode, Is.Zero, $"{output}\n{error}");
    }
}
