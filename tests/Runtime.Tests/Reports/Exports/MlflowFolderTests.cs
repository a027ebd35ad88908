using System.Globalization;
using SweepDsl.Runtime.Reports.Exports.Mlflow;
using SweepDsl.Runtime.Tests.Data;
using YamlDotNet.RepresentationModel;

namespace SweepDsl.Runtime.Tests.Reports.Exports;

/// <summary>The store as MLflow's FileStore reads it: meta.yaml of experiment and runs, files named as parameters, tags and metrics, of a metric one line "timestamp value step" each.</summary>
public sealed class MlflowFolderTests
{
    [Test]
    public void The_experiment_and_its_runs_read_back()
    {
        using StoredFolder folder = new();
        using TemporaryFolder target = new();

        MlflowFolder.Write(target.Path, "/some where/mlruns", folder.Read());

        string experiment = Directory.GetDirectories(target.Path).Single();
        Dictionary<string, string> meta = Yaml(experiment);
        Assert.That((meta["name"], meta["lifecycle_stage"], meta["experiment_id"]), Is.EqualTo((StoredFolder.Experiment, "active", Path.GetFileName(experiment))));
        Assert.That(meta["artifact_location"], Is.EqualTo($"file:///some%20where/mlruns/{meta["experiment_id"]}"));
        Assert.That(File.ReadAllText(Path.Combine(experiment, "tags", "mlflow.note.content")), Is.EqualTo(StoredFolder.Description));

        string[] runs = [.. Directory.GetDirectories(experiment).Where(run => Path.GetFileName(run) != "tags")];
        Assert.That(runs, Has.Length.EqualTo(3), "what is damaged or not run is left out");
        Dictionary<string, string> run = Yaml(RunOf(runs, "a0"));
        Assert.That(run["run_id"], Is.EqualTo(Path.GetFileName(RunOf(runs, "a0"))).And.EqualTo(run["run_uuid"]).And.Match("^[0-9a-f]{32}$"));
        Assert.That((run["status"], run["experiment_id"], run["lifecycle_stage"]), Is.EqualTo(("3", meta["experiment_id"], "active")));
        Assert.That(run["run_name"], Does.StartWith("batch_size=8,rate=0.5,flag=true,").And.EndWith(",seed=0").And.Contain(StoredFolder.HostileWord));
        long began = StoredFolder.Began.ToUnixTimeMilliseconds();
        Assert.That((run["start_time"], run["end_time"]), Is.EqualTo(($"{began}", $"{began + 5500}")));
        Assert.That((Yaml(RunOf(runs, "a1"))["status"], Yaml(RunOf(runs, "a2"))["status"], Yaml(RunOf(runs, "a2"))["end_time"]), Is.EqualTo(("4", "1", "null")));
    }

    [Test]
    public void Parameters_and_metrics_are_files_within_their_folders_whatever_their_names()
    {
        using StoredFolder folder = new();
        using TemporaryFolder target = new();

        MlflowFolder.Write(target.File("mlruns"), target.File("mlruns"), folder.Read());

        Assert.That(Directory.GetFileSystemEntries(target.Path), Has.Length.EqualTo(1));
        string[] runs = Directory.GetDirectories(Directory.GetDirectories(target.File("mlruns")).Single());
        Dictionary<string, string> parameters = Directory.GetFiles(Path.Combine(RunOf(runs, "a0"), "params")).ToDictionary(path => Path.GetFileName(path)!, File.ReadAllText);
        Assert.That(parameters.Keys, Is.EquivalentTo(new[] { "batch_size", "rate", "flag", "seed", "-u002e-.-u002f-..-u002f-up-u003a- -u005b-x-u005d--u000a-" }));
        Assert.That((parameters["rate"], parameters["flag"], parameters["seed"]), Is.EqualTo(("0.5", "true", "0")));
        Assert.That(parameters.Values, Has.Some.EqualTo(StoredFolder.HostileWord));

        long began = StoredFolder.Began.ToUnixTimeMilliseconds();
        Assert.That(Metric(RunOf(runs, "a0"), "test_loss"), Is.EqualTo(new[] { (began + 3000, 0.5, 10L), (began + 5500, 0.125, 20L) }));
        Assert.That(Metric(RunOf(runs, "a0"), "val_loss"), Is.EqualTo(new[] { (began + 5500, 0.125, 20L) }));
        Assert.That(Metric(RunOf(runs, "a1"), "test_loss").Select(line => line.Value), Is.EqualTo(new[] { double.NaN, double.PositiveInfinity }));
    }

    [Test]
    public void The_same_study_gives_the_same_files()
    {
        using StoredFolder folder = new();
        using TemporaryFolder target = new();

        MlflowFolder.Write(target.File("one"), "/mlruns", folder.Read());
        MlflowFolder.Write(target.File("two"), "/mlruns", folder.Read());

        Assert.That(Contents(target.File("one")), Is.EqualTo(Contents(target.File("two"))));
    }

    private static string RunOf(string[] runs, string trial) => runs.Single(run => File.Exists(Path.Combine(run, "tags", "trial")) && File.ReadAllText(Path.Combine(run, "tags", "trial")) == trial);

    private static (long Time, double Value, long Step)[] Metric(string run, string name) =>
    [
        .. File.ReadAllLines(Path.Combine(run, "metrics", name)).Select(line => line.Split(' ')).Select(parts => (
            long.Parse(parts[0], CultureInfo.InvariantCulture), double.Parse(parts[1], CultureInfo.InvariantCulture), long.Parse(parts[2], CultureInfo.InvariantCulture))),
    ];

    private static Dictionary<string, string> Yaml(string folder)
    {
        YamlStream yaml = [];
        yaml.Load(new StringReader(File.ReadAllText(Path.Combine(folder, "meta.yaml"))));
        return ((YamlMappingNode)yaml.Documents.Single().RootNode).Children.ToDictionary(pair => ((YamlScalarNode)pair.Key).Value!, pair => pair.Value is YamlScalarNode scalar ? scalar.Value! : "");
    }

    private static SortedDictionary<string, string> Contents(string folder) => new(
        Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories).ToDictionary(file => Path.GetRelativePath(folder, file), File.ReadAllText), StringComparer.Ordinal);
}
