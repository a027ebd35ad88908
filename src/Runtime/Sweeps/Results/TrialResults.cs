using SweepDsl.Runtime.Sweeps.Store;
using SweepDsl.Runtime.Training;

namespace SweepDsl.Runtime.Sweeps.Results;

/// <summary>What came of one trial.</summary>
/// <typeparam name="TParameters">The generated record of swept parameters.</typeparam>
public sealed class TrialResults<TParameters>
    where TParameters : struct
{
    private readonly ResultsFolder _folder;

    internal TrialResults(TParameters parameters, StoredTrial stored, ResultsFolder folder) => (Parameters, Stored, _folder) = (parameters, stored, folder);

    /// <summary>The point it was run at.</summary>
    public TParameters Parameters { get; }

    /// <summary>Its seed.</summary>
    public int Seed => Stored.Trial.Seed;

    /// <summary>Its identity, and the name of its folder.</summary>
    public string Id => Stored.Trial.Id;

    /// <summary>How it ended; null when it has not, or when its result is damaged.</summary>
    public TrialStatus? Status => Stored.Result?.Status;

    /// <summary>The last evaluation; null when there was none.</summary>
    public Evaluation? Last => Stored.Result?.Last;

    /// <summary>Where it reached the study's goal; null where it did not, or there is none.</summary>
    public GoalReach? Goal => Stored.Goal;

    /// <summary>The trial as it is stored.</summary>
    public StoredTrial Stored { get; }

    /// <summary>Reads all evaluations so far, in order: its learning curve.</summary>
    /// <exception cref="SweepException">The file is damaged (exit code 5).</exception>
    public IReadOnlyList<Evaluation> ReadEvaluations() => _folder.Trial(Id).ReadEvaluations();
}
