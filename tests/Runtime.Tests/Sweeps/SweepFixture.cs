using SweepDsl.Runtime.Sweeps;
using SweepDsl.Runtime.Sweeps.Store;
using SweepDsl.Runtime.Tests.Data;
using SweepDsl.Runtime.Training;
using SweepDsl.Runtime.Training.Files;

namespace SweepDsl.Runtime.Tests.Sweeps;

/// <summary>A results root for one test, and the whole way through a sweep.</summary>
internal sealed class SweepFixture : IDisposable
{
    private readonly TemporaryFolder _root = new();

    public string Root => _root.Path;

    public string ResultsPath => Path.Combine(Root, "batch-size");

    public void Dispose() => _root.Dispose();

    public RecordingObserver Observer { get; private set; } = new();

    public SweepOutcome Run(
        ITrialTrainer trainer, Experiment? experiment = null, RunOptions options = default, DurableFiles? files = null, CancellationToken stop = default, string? filter = null) =>
        Run([trainer], experiment, options, files, stop, filter);

    public SweepOutcome Run(
        IReadOnlyList<ITrialTrainer> trainers,
        Experiment? experiment = null,
        RunOptions options = default,
        DurableFiles? files = null,
        CancellationToken stop = default,
        string? filter = null)
    {
        Observer = new RecordingObserver();
        experiment ??= new FakeExperiment();
        ResultsFolder results = new(Root, experiment.Name, files ?? new DurableFiles());
        using ResultsLock held = results.Open(Observer.Notice);
        StudyPlan plan = StudyPlan.Make(experiment, new StudyOverrides(), trainers[0].Data);
        return new SweepRunner(trainers, results, Observer).Run(plan, filter is null ? null : TrialFilter.Parse(filter), options, stop);
    }

    public StoredStudy Read() => new ResultsFolder(Root, "batch-size", new DurableFiles()).Read();

    /// <summary>The folder of the first trial in the order of the sweep.</summary>
    public string FirstTrial() => Path.Combine(ResultsPath, "trials", Read().Record.Trials[0].Id);

    /// <summary>All published files with their bytes, by relative path.</summary>
    public SortedDictionary<string, string> Files() => new(
        Directory.EnumerateFiles(ResultsPath, "*", SearchOption.AllDirectories)
            .Where(file => Path.GetFileName(file) is not ("lock" or "owner.json"))
            .ToDictionary(file => Path.GetRelativePath(ResultsPath, file), file => Convert.ToHexString(File.ReadAllBytes(file))),
        StringComparer.Ordinal);
}
