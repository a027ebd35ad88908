using System.Text.Json;
using SweepDsl.Runtime.Reports.Exports;
using SweepDsl.Runtime.Sweeps;
using SweepDsl.Runtime.Sweeps.Store;
using SweepDsl.Runtime.Tests.Data;
using SweepDsl.Runtime.Tests.Sweeps;
using SweepDsl.Runtime.Training;
using SweepDsl.Runtime.Training.Files;

namespace SweepDsl.Runtime.Tests.Reports.Exports;

/// <summary>
/// A results folder of an experiment that is in no runner, with all that makes exports go wrong: names and words that other formats have a meaning for, parameters of mixed types, numbers
/// that are none, a trial that diverged, one that is still running, one that was never run and one that is damaged.
/// </summary>
internal sealed class StoredFolder : IDisposable
{
    public const string Experiment = "=cmd|' /C calc'!A0";
    public const string Description = "\"Is\" it\n--- : #best, <b>Zoë</b>? \u2028 😀 {{x}}";
    public const string HostileName = "../../up: [x]\n";
    public const string HostileWord = "=HYPERLINK(\"http://x\",\"a,b\")\r\n- y: 'z'";

    public static readonly DateTimeOffset Began = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);

    private readonly TemporaryFolder _root = new();

    public StoredFolder()
    {
        StudyRecord record = new()
        {
            Experiment = Experiment,
            Description = Description,
            Metric = new MetricDefinition("test_accuracy", MetricGoal.Maximize),
            Environment = StoredStudies.Environment,
            Data = new DataDescription(100, 10, 20, "data"),
            Hash = "0123",
            Budgets = ["epochs=1", "updates=20"],
            Trials =
            [
                new("a0", Parameters(8, 0.5, true, HostileWord), 0),
                new("a1", Parameters(8, 1L, false, "plain"), 1),
                new("a2", Parameters(16, 0.25, true, "-1+2"), 0),
                new("a3", Parameters(16, 0.25, true, "x"), 1),
                new("a4", Parameters(32, 0.25, true, "x"), 0),
            ],
        };
        using (FileStream stream = File.Create(_root.File("sweep.json")))
        {
            record.Write(stream);
        }

        Finished = new TrialResult
        {
            Status = TrialStatus.Finished,
            Last = At(20, 0.125, 0.75),
            Cuts = [new BudgetCut("epochs=1", At(10, 0.5, 0.5)), new BudgetCut("updates=20", At(20, 0.125, 0.75))],
            Environment = StoredStudies.Environment,
            PackedTrials = 3,
            MemoryBytes = 1L << 33,
        };
        AddTrial("a0", [At(10, 0.5, 0.5), At(20, 0.125, 0.75)], Finished);
        AddTrial(
            "a1",
            [At(10, double.NaN, 0.1), At(20, double.PositiveInfinity, 0.1)],
            new TrialResult { Status = TrialStatus.Diverged, Last = At(20, double.NegativeInfinity, 0.1), DivergedAt = 21, Environment = StoredStudies.Environment });
        AddTrial("a2", [At(10, 0.25, 0.25)], result: null);
        AddTrial("a4", [At(10, 0.25, 0.25)], Finished);
        File.WriteAllText(_root.File("trials/a4/result.json"), "{");
    }

    public string Path => _root.Path;

    /// <summary>The result of the first trial.</summary>
    public TrialResult Finished { get; }

    public StudyExport Read() => StudyExport.Read(Results());

    public void Dispose() => _root.Dispose();

    public static Evaluation At(long update, double loss, double accuracy) => new()
    {
        Update = update,
        Epoch = update / 10.0,
        Examples = update * 8,
        TrainSeconds = update * 0.25,
        EvaluationSeconds = 0.5,
        TrainLoss = loss,
        TrainAccuracy = accuracy,
        TestLoss = loss,
        TestAccuracy = accuracy,
        ValidationLoss = update == 20 ? loss : null,
    };

    private ResultsFolder Results() => new(System.IO.Path.GetDirectoryName(Path)!, System.IO.Path.GetFileName(Path), new DurableFiles());

    private static ParameterSet Parameters(long size, ParameterValue rate, bool flag, string word) => new(
    [
        KeyValuePair.Create("batch_size", (ParameterValue)size),
        KeyValuePair.Create("rate", rate),
        KeyValuePair.Create("flag", (ParameterValue)flag),
        KeyValuePair.Create(HostileName, (ParameterValue)word),
    ]);

    private void AddTrial(string id, Evaluation[] evaluations, TrialResult? result)
    {
        string folder = _root.File($"trials/{id}");
        Directory.CreateDirectory(folder);
        string description = System.IO.Path.Combine(folder, "trial.json");
        File.WriteAllText(description, "{}");
        File.SetLastWriteTimeUtc(description, Began.UtcDateTime);
        using (FileStream metrics = File.Create(System.IO.Path.Combine(folder, "metrics.jsonl")))
        {
            foreach (Evaluation evaluation in evaluations)
            {
                using (Utf8JsonWriter json = new(metrics))
                {
                    json.WriteStartObject();
                    EvaluationJson.WriteMembers(json, evaluation);
                    json.WriteEndObject();
                }

                metrics.Write("\n"u8);
            }
        }

        if (result is not null)
        {
            using FileStream stream = File.Create(System.IO.Path.Combine(folder, "result.json"));
            result.Write(stream, "test_accuracy");
        }
    }
}
