using SweepDsl.Experiments;
using SweepDsl.Runtime.Cli;
using SweepDsl.Runtime.Data;
using SweepDsl.Runtime.Sweeps;
using SweepDsl.Runtime.Tests.Reference;
using SweepDsl.Runtime.Training;
using SweepDsl.Runtime.Training.Files;

namespace SweepDsl.EndToEnd.Tests.PyTorch;

/// <summary>
/// A study, run as a user runs it, follows PyTorch in double precision from the weights that it started with. The two drift apart by rounding alone:
/// slowly at first, then by what training itself does to small differences. Near the largest rate that still trains, one relu that falls on the other side
/// of 0 parts two trainings within a hundred updates, PyTorch's own in float32 too; so the rates are kept below that.
/// </summary>
public sealed class TrajectoryTests
{
    private const int Updates = 200;
    private const int EarlyUpdates = 50;
    private const double EarlyTolerance = 1e-4;
    private const double LateTolerance = 1e-2;

    [TestCase("trajectory-sgd", "")]
    [TestCase("trajectory-blocks", "")]
    [TestCase("trajectory-rules", "optimizer=rmsprop")]
    [TestCase("trajectory-rules", "optimizer=lamb")]
    [TestCase("trajectory-norms", "")]
    [TestCase("trajectory-adam", "optimizer=adam")]
    [TestCase("trajectory-adam", "optimizer=adamw")]
    public void Losses_follow_PyTorch(string experiment, string trial)
    {
        PyTorchProgram.Require();
        using TemporaryFolder folder = new();

        string results = Run(experiment, trial, folder.Path);
        TrajectoryDescription description = Describe(experiment, trial);
        string initial = Path.Combine(results, "initial.safetensors");
        string path = description.Write(folder.Path, "description", SafetensorsFile.Read(initial).Tensors);
        double[] expected = PyTorchProgram.Trajectories(path)["description.json"].BatchLosses;

        double[] losses = [.. StudyFiles.Metrics(results).Where(line => line.ContainsKey("batch_loss")).Select(line => (double)line["batch_loss"]!)];
        Assert.That(losses, Has.Length.EqualTo(Updates));
        Comparison comparison = Comparison.Of(
            losses, expected, [.. expected.Select((loss, update) => (update < EarlyUpdates ? EarlyTolerance : LateTolerance) * loss)]);
        TestContext.Out.WriteLine($"Largest difference / bound {comparison.WorstRatio:G3}, {comparison.Detail}");
        comparison.AssertWithin($"{experiment} {trial}");
        Assert.That(losses[^1], Is.LessThan(0.9 * losses[0]), "Little was learnt, so little was compared");
    }

    private static string Run(string experiment, string trial, string folder)
    {
        (StringWriter output, StringWriter error) = (new StringWriter(), new StringWriter());
        CommandContext context = new(
            ExperimentCatalogue.All, new VulkanTrainingBackend(), new OutputStream(output, isRedirected: true), new OutputStream(error, isRedirected: true), TimeProvider.System);

        int exitCode = SweepCommand.Run(["run", experiment, "--out", folder, "--log-updates", .. trial.Length == 0 ? (string[])[] : ["--trials", trial]], context);

        Assert.That(exitCode, Is.Zero, $"{output}\n{error}");
        return new StudyFiles(Path.Combine(folder, experiment)).Trials.Single();
    }

    private static TrajectoryDescription Describe(string name, string trial)
    {
        Experiment experiment = ExperimentCatalogue.All.Single(experiment => experiment.Name == name);
        Dataset dataset = DatasetLoader.Load(experiment.Dataset, DataOptions.ForUser(null));
        SweepPoint point = experiment.Points(new StudyContext(dataset.Train.Count)).Single(point => $"{point.Parameters}" == trial);
        return new TrajectoryDescription
        {
            Network = point.Network,
            Loss = point.Training.Loss,
            Optimizer = ReferenceOptimizer.Of(point.Training.Optimizer),
            LearningRate = point.Training.LearningRate,
            Schedule = point.Training.Schedule,
            Warmup = (int)(point.Training.Warmup?.Amount ?? 0),
            ClipGradientNorm = point.Training.ClipGradientNorm,
            MicroBatch = point.Training.MicroBatch,
            BatchSize = point.Training.BatchSize,
            Updates = Updates,
            Images = dataset.Train.Pixels.ToArray(),
            Labels = [.. dataset.Train.Labels.ToArray().Select(label => (int)label)],
            Mean = [.. dataset.Scaling.Select(channel => -channel.Offset / channel.Scale)],
            Deviation = [.. dataset.Scaling.Select(channel => 1 / channel.Scale)],
        };
    }
}
