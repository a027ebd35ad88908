using System.Collections.Immutable;
using SweepDsl.Runtime.Reports.Exports.Tables;
using SweepDsl.Runtime.Sweeps.Store;
using SweepDsl.Runtime.Training;

namespace SweepDsl.Runtime.Reports.Exports;

/// <summary>A stored study, as exports read it. What is damaged hides nothing else: it is left out and remembered.</summary>
/// <param name="folder">Its folder.</param>
/// <param name="study">What its records say.</param>
internal sealed class StudyExport(ResultsFolder folder, StoredStudy study)
{
    private readonly HashSet<string> _damagedMetrics = [];

    /// <summary>What its records say.</summary>
    public StoredStudy Stored => study;

    /// <summary>What was run.</summary>
    public StudyRecord Record => study.Record;

    /// <summary>Its trials, in the order of the sweep.</summary>
    public ImmutableArray<StoredTrial> Trials => study.Trials;

    /// <summary>Its trials whose results are not damaged.</summary>
    public IEnumerable<StoredTrial> WholeTrials => study.Trials.Where(trial => trial.Damage is null);

    /// <summary>The swept parameters, in the order of the YAML.</summary>
    public ImmutableArray<ParameterColumn> Parameters { get; } = ParameterColumn.Of(study);

    /// <summary>What was found damaged so far, where, and what to do: a sentence for each.</summary>
    public IEnumerable<string> Damages => study.Damages.Concat(_damagedMetrics);

    /// <summary>Reads what a folder holds.</summary>
    /// <exception cref="SweepException">Nothing was run there yet, or the record of what was run is damaged (exit code 5).</exception>
    public static StudyExport Read(ResultsFolder folder) => new(folder, folder.Read());

    /// <summary>The folder of a trial.</summary>
    public TrialFolder FolderOf(StoredTrial trial) => folder.Trial(trial.Trial.Id);

    /// <summary>All that was measured of a trial, in order; none when its metrics are damaged.</summary>
    public IReadOnlyList<Evaluation> EvaluationsOf(StoredTrial trial)
    {
        try
        {
            return FolderOf(trial).ReadEvaluations();
        }
        catch (SweepException error) when (error.ExitCode == ExitCode.Results)
        {
            _damagedMetrics.Add(error.Message);
            return [];
        }
    }
}
