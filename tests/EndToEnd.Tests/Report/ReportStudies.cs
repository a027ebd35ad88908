using SweepDsl.Runtime.Energy;
using SweepDsl.Runtime.Reports.Html;
using SweepDsl.Runtime.Sweeps;
using SweepDsl.Runtime.Sweeps.Store;
using SweepDsl.Runtime.Training;
using SweepDsl.Runtime.Training.Files;
using SweepDsl.Runtime.Training.Timing;

namespace SweepDsl.EndToEnd.Tests.Report;

/// <summary>Results folders of studies that were never trained, written by the store's own code.</summary>
internal static class ReportStudies
{
    public static readonly TrainingEnvironment Environment = new("Fake GPU", "fake 1.0", "0.1.0", "00112233445566778899");

    private const int Evaluations = 8;

    /// <summary>Batch sizes with three seeds, of which so many trials have finished and the others wait.</summary>
    public static ResultsFolder BatchSizes(string root, string name = "batch-size", int finished = 18)
    {
        StudyTrial[] all = [.. from size in new long[] { 8, 16, 32, 64, 128, 256 } from seed in Enumerable.Range(0, 3) select Finished(Set(("batch_size", size)), seed, 0.95 - (0.02 * Math.Log2(size / 8.0)) + (0.004 * Math.Sin(size + (3 * seed))), 64.0 / size)];
        ResultsFolder results = Write(root, name, [.. all.Select((trial, i) => i < finished ? trial : trial with { Status = null, Curve = [] })]);
        results.Record(new StudyKernelTimes(Environment, [.. from size in new[] { 8, 64, 256 } select new StepKernelTimes($"batch_size={size}", size, [.. Kernels(1e-4 * size)])]));
        results.Add([new EnergyUse(Environment.Device, "NVML, of the whole card", 14_200, 199)]);
        return results;
    }

    /// <summary>A grid of two parameters, part of which diverged.</summary>
    public static ResultsFolder Grid(string root) => Write(root, "grid",
    [
        .. from rate in new[] { 0.0001, 0.001, 0.01, 0.1 } from size in new long[] { 8, 64, 512 } from seed in Enumerable.Range(0, 2)
           select rate > 0.05 && size < 100 ? Diverged(Set(("learning_rate", rate), ("batch_size", size)), seed) : Finished(Set(("learning_rate", rate), ("batch_size", size)), seed, 0.9 - (0.1 * Math.Abs(Math.Log10(rate / 0.001))) - (0.0001 * size) + (0.004 * Math.Sin((size * rate) + (3 * seed))), 2),
    ]);

    /// <summary>A search over five parameters with all ends that trials come to.</summary>
    public static ResultsFolder Search(string root, int points)
    {
        Random random = new(5);
        List<StudyTrial> trials = [];
        for (int i = 0; i < points; i++)
        {
            ParameterSet parameters = Set(
                ("learning_rate", Math.Pow(10, -5 + (4 * random.NextDouble()))), ("batch_size", 8L << random.Next(7)), ("optimizer", random.Next(2) == 0 ? "adam" : "sgd"),
                ("dropout", random.NextDouble() / 2), ("bias", random.Next(2) == 0));
            for (int seed = 0; seed < 2; seed++)
            {
                double value = 0.5 + (0.4 * random.NextDouble());
                trials.Add(random.Next(10) switch
                {
                    0 => Diverged(parameters, seed),
                    1 => Finished(parameters, seed, value, 3) with { Status = TrialStatus.Pruned },
                    2 => new StudyTrial(parameters, seed, TrialStatus.Failed, []) { Error = "out of device memory" },
                    _ => Finished(parameters, seed, value, 1 + random.NextDouble()),
                });
            }
        }

        return Write(root, "search", [.. trials]);
    }

    /// <summary>A study judged at two budgets.</summary>
    public static ResultsFolder Budgets(string root) => Write(
        root, "budgets", [.. from size in new long[] { 8, 32, 128 } from seed in Enumerable.Range(0, 3) select Finished(Set(("batch_size", size)), seed, 0.9 - (size / 1000.0) + (0.01 * seed), 3)], budgets: ["epochs=4", "updates=800"]);

    /// <summary>A study with a goal that the largest batch never reaches, and that some seed of the middle one does not.</summary>
    public static ResultsFolder Goal(string root) => Write(
        root, "goal", [.. from size in new long[] { 8, 32, 128 } from seed in Enumerable.Range(0, 3) select Finished(Set(("batch_size", size)), seed, 0.9 - (size / 1000.0) + (size == 32 ? 0.02 * seed : 0), 3)],
        goal: new GoalDefinition(new MetricDefinition("test_accuracy", MetricGoal.Maximize), 0.88));

    /// <summary>Points of every standing: 8 the best, 32 worse, 64 seems worse, 128 pruned with all seeds but one, which does best of all in the least time.</summary>
    public static ResultsFolder Standings(string root) => Write(root, "standings",
    [
        .. from size in new long[] { 8, 32, 64, 128 } from seed in Enumerable.Range(0, 3)
           let value = size switch { 8 => 0.9, 32 => 0.85 + (0.002 * seed), 64 => 0.7 + (0.1 * seed), _ => 0.96 }
           select Finished(Set(("batch_size", size)), seed, value + (0.001 * (seed % 2)), 8.0 / size) with { Status = size == 128 && seed > 0 ? TrialStatus.Pruned : TrialStatus.Finished },
    ]);

    /// <summary>A study whose learning rate was searched inside each point, with a seed of its own.</summary>
    public static ResultsFolder Tuned(string root) => Write(
        root,
        "tuned",
        [
            .. from size in new long[] { 8, 64 } from rate in new[] { 0.001, 0.01 } select Finished(Set(("batch_size", size), ("learning_rate", rate)), 0, rate < 0.005 ? 0.4 : 0.98, 8.0 / size) with { IsTuning = true },
            .. from size in new long[] { 8, 64 } from seed in Enumerable.Range(1, 2) select Finished(Set(("batch_size", size), ("learning_rate", 0.01)), seed, 0.9 + (0.01 * seed), 8.0 / size),
        ],
        tune: new TuneRecord("learning_rate", ["learning_rate"], new MetricDefinition("test_accuracy", MetricGoal.Maximize)));

    /// <summary>Trainings of the same seconds, more or less, with few evaluations.</summary>
    public static ResultsFolder EqualSeconds(string root) => Write(root, "equal-seconds",
        [.. from size in new long[] { 8, 64 } from seed in Enumerable.Range(0, 4) select Finished(Set(("batch_size", size)), seed, 0.9, 0.01 + (0.0005 * seed))]);

    /// <summary>A random search whose drawn values lie close together.</summary>
    public static ResultsFolder Drawn(string root) => Write(root, "drawn",
    [
        .. from i in Enumerable.Range(0, 9)
           select Finished(Set(("learning_rate", (i % 3 * 3e-3) + 3.845e-4 + (i * 2e-6)), ("dropout", 0.1 + (0.0011 * i)), ("weight_decay", Math.Pow(10, -1.5 - i))), 0, 0.8 + (0.01 * i), 3 + i),
    ]);

    /// <summary>A study with names of 60 letters and more, of whatever has a name.</summary>
    public static ResultsFolder LongNames(string root)
    {
        string name = string.Concat(Enumerable.Repeat("parameter_", 6));
        string value = string.Concat(Enumerable.Repeat("value", 12));
        ResultsFolder results = Write(
            root,
            "long",
            [.. from word in new[] { value, value + "2", "short" } from width in new long[] { 8, 64 } from seed in Enumerable.Range(0, 2) select Finished(Set((name, word), (name + "width", width)), seed, 0.8 + (0.01 * seed) + (width * 0.001), 3)],
            experiment: string.Concat(Enumerable.Repeat("experiment", 6)));
        results.Record(new StudyKernelTimes(Environment, [.. from size in new[] { 8, 16, 32, 64, 128 } select new StepKernelTimes($"{name}={size}", size, [.. Kernels(1e-4 * size, "a_kernel_with_a_name_that_says_what_it_is_for_")])]));
        return results;
    }

    /// <summary>A study of which one trial has ended, one was begun and others wait.</summary>
    public static ResultsFolder HalfWritten(string root) => Write(root, "half",
    [
        Finished(Set(("batch_size", 8L)), 0, 0.9, 3), Finished(Set(("batch_size", 16L)), 0, 0.8, 3) with { Status = null }, new StudyTrial(Set(("batch_size", 32L)), 0, null, []),
    ]);

    /// <summary>A study of a single trial without parameters.</summary>
    public static ResultsFolder Single(string root) => Write(root, "single", [Finished(Set(), 0, 0.9, 3)]);

    /// <summary>A study without trials.</summary>
    public static ResultsFolder Empty(string root) => Write(root, "empty", []);

    /// <summary>A study whose numbers are not finite.</summary>
    public static ResultsFolder NotFinite(string root) => Write(root, "not-finite",
    [
        .. from size in new long[] { 8, 16 } from seed in Enumerable.Range(0, 2)
           select new StudyTrial(Set(("batch_size", size)), seed, size == 8 ? TrialStatus.Finished : TrialStatus.Diverged, [Evaluation(1, double.NaN, double.PositiveInfinity, 2)]),
    ]);

    /// <summary>A study with a text in every place that a text of others may come to.</summary>
    public static ResultsFolder WithText(string root, string folder, string text) => Write(
        root,
        folder,
        [
            .. from word in new[] { text, "b" } from seed in Enumerable.Range(0, 2) select Finished(Set(("optimizer", word), ("width", 8L + seed)), seed, word == "b" ? 0.8 : 0.9, 3),
            new StudyTrial(Set(("optimizer", text), ("width", 10L)), 0, TrialStatus.Failed, []) { Error = text },
        ],
        experiment: text,
        description: text,
        source: new ExperimentSource(text, $"name: x\ndescription: {text}", [new MethodWarning(text, text, text, 1, 1), new MethodWarning(text, text, text, 2, 1, text)]),
        environment: Environment with { Device = text, Driver = text });

    /// <summary>Reads a study and writes its report.</summary>
    /// <returns>The page.</returns>
    public static string WriteReport(ResultsFolder results, ReportLiveness liveness = default, bool isSingleFile = false)
    {
        ReportFolder report = ReportFolder.Of(results);
        report.Write([ReportedStudy.Read(results)], liveness, isSingleFile);
        return report.PagePath;
    }

    public static ParameterSet Set(params (string Name, ParameterValue Value)[] values) => new([.. values.Select(value => KeyValuePair.Create(value.Name, value.Value))]);

    private static StudyTrial Finished(ParameterSet parameters, int seed, double accuracy, double seconds) => new(
        parameters, seed, TrialStatus.Finished, [.. Enumerable.Range(1, Evaluations).Select(i => Evaluation(i, 2.3 * (1 - (accuracy * Reached(i))), accuracy * Reached(i) / Reached(Evaluations), seconds * i))]);

    // More kernels than there are colours.
    private static IEnumerable<KernelTime> Kernels(double seconds, string prefix = "kernel_") =>
        from i in Enumerable.Range(1, 10) let share = (11 - i) / 55.0 select new KernelTime($"{prefix}{i}", $"{prefix}{i}", i, seconds * share, share);

    private static StudyTrial Diverged(ParameterSet parameters, int seed) =>
        new(parameters, seed, TrialStatus.Diverged, [Evaluation(1, 3, 0.1, 1), Evaluation(2, double.PositiveInfinity, 0.1, 2)]);

    private static double Reached(int evaluation) => 1 - Math.Exp(-evaluation / 2.0);

    private static Evaluation Evaluation(int number, double loss, double accuracy, double seconds) => new()
    {
        Update = number * 100,
        Epoch = number,
        Examples = number * 4000,
        TrainSeconds = seconds,
        EvaluationSeconds = seconds / 10,
        TrainLoss = loss * 0.9,
        TrainAccuracy = Math.Min(1, accuracy * 1.03),
        TestLoss = loss,
        TestAccuracy = accuracy,
    };

    private static ResultsFolder Write(
        string root,
        string folder,
        StudyTrial[] trials,
        ImmutableArray<string>? budgets = null,
        string? experiment = null,
        string? description = "What is the best batch size?",
        ExperimentSource? source = null,
        TrainingEnvironment? environment = null,
        GoalDefinition? goal = null,
        TuneRecord? tune = null)
    {
        DurableFiles files = new();
        ResultsFolder results = new(root, folder, files);
        StudyRecord record = new()
        {
            Experiment = experiment ?? folder,
            Description = description,
            Metric = new MetricDefinition("test_accuracy", MetricGoal.Maximize),
            Goal = goal,
            Environment = environment ?? Environment,
            Data = new DataDescription(4000, 0, 2000, new string('f', 64)),
            Hash = new string('0', 64),
            Budgets = budgets ?? [],
            Source = source,
            Tune = tune,
            Trials = [.. trials.Select((trial, i) => new TrialRecord($"{i:x16}", trial.Parameters, trial.Seed, trial.IsTuning))],
        };
        Directory.CreateDirectory(results.Path);
        files.Replace(Path.Combine(results.Path, "sweep.json"), record.Write);
        for (int i = 0; i < trials.Length; i++)
        {
            Write(results, record.Trials[i].Id, trials[i], record, files);
        }

        return results;
    }

    private static void Write(ResultsFolder results, string id, StudyTrial trial, StudyRecord record, DurableFiles files)
    {
        TrialFolder folder = results.Trial(id);
        Directory.CreateDirectory(Path.GetDirectoryName(folder.MetricsPath)!);
        using (MetricsFile metrics = folder.CreateMetrics())
        {
            foreach (Evaluation evaluation in trial.Curve)
            {
                metrics.Append(evaluation);
            }
        }

        if (trial.Status is { } status)
        {
            folder.Publish(
                new TrialResult
                {
                    Status = status,
                    Last = trial.Curve.LastOrDefault(),
                    Cuts = [.. record.Budgets.Select((budget, i) => new BudgetCut(budget, trial.Curve[Math.Min(trial.Curve.Length - 1, 3 + (4 * i))]))],
                    DivergedAt = status == TrialStatus.Diverged ? 150 : null,
                    Error = trial.Error,
                    Environment = record.Environment,
                    MemoryBytes = 1 << 24,
                },
                record.Metric.Name);
        }
    }

    private sealed record StudyTrial(ParameterSet Parameters, int Seed, TrialStatus? Status, ImmutableArray<Evaluation> Curve)
    {
        public string? Error { get; init; }

        public bool IsTuning { get; init; }
    }
}
