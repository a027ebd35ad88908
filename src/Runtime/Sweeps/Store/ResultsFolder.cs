using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;
using SweepDsl.Runtime.Energy;
using SweepDsl.Runtime.Training;
using SweepDsl.Runtime.Training.Files;

namespace SweepDsl.Runtime.Sweeps.Store;

/// <summary>The results of one experiment: <c>ROOT/EXPERIMENT</c>.</summary>
public sealed class ResultsFolder
{
    private readonly string _path;
    private readonly DurableFiles _files;

    /// <summary>The results of an experiment below a root; the folder need not exist.</summary>
    /// <param name="root">Where results of all experiments lie.</param>
    /// <param name="experiment">The experiment's name.</param>
    /// <param name="files">Writes.</param>
    public ResultsFolder(string root, string experiment, DurableFiles files) => (_path, _files) = (System.IO.Path.GetFullPath(System.IO.Path.Combine(root, experiment)), files);

    /// <summary>The folder.</summary>
    public string Path => _path;

    /// <summary>Whether something was run there.</summary>
    public bool HasResults => File.Exists(RecordPath);

    /// <summary>Whether a process works there now, as far as can be told from here.</summary>
    public bool IsInUse => ResultsLock.IsHeld(_path);

    private string RecordPath => System.IO.Path.Combine(_path, "sweep.json");

    private string EnergyPath => System.IO.Path.Combine(_path, "profile", "energy.json");

    private string KernelsPath => System.IO.Path.Combine(_path, "profile", "kernels.json");

    private string TrialsPath => System.IO.Path.Combine(_path, "trials");

    /// <summary>Makes the folder, takes its lock, and clears what broken-off deletions left.</summary>
    /// <exception cref="SweepException">Another process works there, or the folder cannot be written (exit code 5).</exception>
    public ResultsLock Open(Action<string> notice) => StorageFault.Guard(_path, () =>
    {
        _files.CreateFolder(_path);
        ResultsLock held = ResultsLock.Take(_path, _files, notice);
        try
        {
            _files.CreateFolder(TrialsPath);
            foreach (string discarded in Directory.EnumerateDirectories(TrialsPath, "*" + DurableFiles.TemporarySuffix))
            {
                Directory.Delete(discarded, recursive: true);
            }

            return held;
        }
        catch
        {
            held.Dispose();
            throw;
        }
    });

    /// <summary>Says what is run from now on.</summary>
    /// <param name="plan">All trials.</param>
    /// <param name="environment">What they run on.</param>
    /// <param name="tiles">The tile of each product of this run; those of earlier runs in the same environment are kept beside them.</param>
    /// <param name="keepsLater">Whether trials of later rounds stay known that an earlier run came to: the plan has not come as far yet.</param>
    public void Record(StudyPlan plan, TrainingEnvironment environment, ImmutableSortedDictionary<string, string> tiles, bool keepsLater = false)
    {
        StudyRecord? before = RecordBefore();
        ImmutableArray<TrialRecord> trials = [.. plan.Trials.Select(trial => new TrialRecord(trial.Id, trial.Point.Parameters, trial.Seed, trial.IsTuning, trial.Budget?.ToString()))];
        StudyRecord record = new()
        {
            Experiment = plan.Experiment.Name,
            Description = plan.Experiment.Description,
            Metric = plan.Experiment.Sweep.Metric,
            Goal = plan.Experiment.Sweep.Goal,
            Budgets = plan.Budgets,
            Tune = plan.Tune,
            Looks = plan.Looks,
            Environment = environment,
            Data = plan.Data,
            Hash = Convert.ToHexStringLower(SHA256.HashData(Encoding.ASCII.GetBytes(string.Join('\n', plan.Trials.Select(trial => trial.Id))))),
            Tiles = (before?.Environment == environment ? before.Tiles : ImmutableSortedDictionary<string, string>.Empty).SetItems(tiles),
            Arguments = plan.Overrides.Arguments,
            Source = plan.Experiment.Source,
            Trials = [.. trials, .. keepsLater && before is not null ? Beyond(trials, before.Trials) : []],
        };
        StorageFault.Guard(_path, () => _files.Replace(RecordPath, record.Write));
    }

    /// <summary>Says where the time of training steps went.</summary>
    public void Record(StudyKernelTimes kernels) => StorageFault.Guard(_path, () =>
    {
        _files.CreateFolder(System.IO.Path.GetDirectoryName(KernelsPath)!);
        _files.Replace(KernelsPath, kernels.Write);
    });

    /// <summary>Where the time of training steps went; null where that was not measured, or is not readable: it is measured again then.</summary>
    public StudyKernelTimes? ReadKernels() => StorageFault.Guard(_path, () => File.Exists(KernelsPath) ? StudyKernelTimes.Read(KernelsPath) : null);

    /// <summary>Adds the energy that a run took to that of those before it.</summary>
    public void Add(ImmutableArray<EnergyUse> run) => StorageFault.Guard(_path, () =>
    {
        _files.CreateFolder(System.IO.Path.GetDirectoryName(EnergyPath)!);
        _files.Replace(EnergyPath, ReadEnergy().With(run).Write);
    });

    /// <summary>The energy that all runs took; empty where no device told, or it is not readable.</summary>
    public StudyEnergy ReadEnergy() => StorageFault.Guard(_path, () => File.Exists(EnergyPath) ? StudyEnergy.Read(EnergyPath) : new StudyEnergy([]));

    private StudyRecord? RecordBefore()
    {
        try
        {
            return File.Exists(RecordPath) ? StudyRecord.Read(RecordPath) : null;
        }
        catch (Exception error) when (error is SweepException or IOException or UnauthorizedAccessException)
        {
            // Damaged: it is written anew now, or that fails and tells why.
            return null;
        }
    }

    // The later trials of a record that begins as the plan does.
    private static IEnumerable<TrialRecord> Beyond(ImmutableArray<TrialRecord> trials, ImmutableArray<TrialRecord> before) =>
        before.Length > trials.Length && before.Take(trials.Length).Select(trial => trial.Id).SequenceEqual(trials.Select(trial => trial.Id)) ? before.Skip(trials.Length) : [];

    /// <summary>The folder of a trial.</summary>
    public TrialFolder Trial(string id) => new(System.IO.Path.Combine(TrialsPath, id), _files);

    /// <summary>Reads what is stored. Takes no lock: what is published is whole.</summary>
    /// <exception cref="SweepException">Nothing was run there yet, or the record of what was run is damaged (exit code 5).</exception>
    public StoredStudy Read() => StorageFault.Guard(_path, () =>
    {
        if (!File.Exists(RecordPath))
        {
            throw new SweepException(ExitCode.Results, $"{_path} holds no results yet: run the experiment first, or name the folder with --out.");
        }

        var record = StudyRecord.Read(RecordPath);
        return new StoredStudy(record, [.. record.Trials.Select(trial => Stored(trial, record.Goal))]);
    });

    // One damaged result must not hide the others.
    private StoredTrial Stored(TrialRecord trial, GoalDefinition? goal)
    {
        try
        {
            TrialFolder folder = Trial(trial.Id);
            return new StoredTrial(trial, folder.ReadResult()) { Goal = goal is null ? null : GoalReach.Of(goal, folder.ReadEvaluations()) };
        }
        catch (SweepException error) when (error.ExitCode == ExitCode.Results)
        {
            return new StoredTrial(trial, Result: null, error.Message);
        }
    }
}
