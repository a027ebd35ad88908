using System.Collections.Immutable;
using SweepDsl.Runtime.Sweeps.Statistics;
using SweepDsl.Runtime.Sweeps.Statistics.Goals;
using SweepDsl.Runtime.Sweeps.Store;
using SweepDsl.Runtime.Training.Files;

namespace SweepDsl.Runtime.Sweeps.Results;

/// <summary>What came of a study, with its parameters as the typed values of the experiment. Reads what is stored, also while the study runs; changes nothing.</summary>
/// <typeparam name="TParameters">The generated record of swept parameters.</typeparam>
public sealed class StudyResults<TParameters>
    where TParameters : struct
{
    private readonly ResultsFolder _folder;
    private readonly Func<ParameterSet, TParameters> _read;

    private StudyResults(ResultsFolder folder, StoredStudy study, Func<ParameterSet, TParameters> read)
    {
        (_folder, Study, _read) = (folder, study, read);
        Analysis = StudyAnalysis.Of(study);
        Points = [.. Analysis.Points.Select(point => new PointResults<TParameters>(read(point.Trials[0].Trial.Parameters), point, Analysis.StandingOf(point), folder))];
    }

    /// <summary>All points, in the order of the sweep.</summary>
    public ImmutableArray<PointResults<TParameters>> Points { get; }

    /// <summary>The point with the best mean of the study's metric; null when no trial finished. Others may be as good: <see cref="PointResults{TParameters}.Standing"/> says which.</summary>
    public PointResults<TParameters>? Best => Points.FirstOrDefault(point => ReferenceEquals(point.Summary, Analysis.Best));

    /// <summary>The answer in words, as <c>sweep run</c> prints it.</summary>
    public string Verdict => Statistics.Verdict.Of(Analysis);

    /// <summary>What points are judged by.</summary>
    public MetricDefinition Metric => Analysis.Metric;

    /// <summary>What it took to reach the goal; null when the study has none.</summary>
    public GoalAnalysis? Goal => GoalAnalysis.Of(Study, Analysis);

    /// <summary>The budgets of a study that is seen several ways, such as <c>epochs=25</c>; empty where there is a single one.</summary>
    public ImmutableArray<string> Budgets => Study.Record.Budgets;

    /// <summary>The study as it is stored.</summary>
    public StoredStudy Study { get; }

    /// <summary>What all of the above follows from.</summary>
    public StudyAnalysis Analysis { get; }

    /// <summary>Reads the results of an experiment.</summary>
    /// <param name="folder">Where they lie: <c>runs/</c> and the experiment's name; not absolute, below the current folder.</param>
    /// <param name="experiment">The experiment.</param>
    /// <param name="read">Makes typed parameters of stored ones.</param>
    /// <exception cref="SweepException">Nothing was run there, it is of another experiment or of another version of this one, or it is damaged (exit code 5).</exception>
    public static StudyResults<TParameters> Load(string folder, Experiment<TParameters> experiment, Func<StoredParameters, TParameters> read)
    {
        ResultsFolder results = new(folder, "", new DurableFiles());
        if (!results.HasResults)
        {
            throw new SweepException(
                ExitCode.Results, $"{results.Path} holds no results: it has no sweep.json. Run the experiment first ('sweep run {experiment.Name}'), and name the folder that it wrote, such as runs/{experiment.Name}.");
        }

        StoredStudy study = results.Read();
        return study.Record.Experiment == experiment.Name
            ? new StudyResults<TParameters>(results, study, Checked)
            : throw new SweepException(ExitCode.Results, $"{results.Path} holds the results of '{study.Record.Experiment}', not of '{experiment.Name}'. Name another folder, or load them by the other experiment's class.");

        // Computed parameters and the order of all are part of what was run.
        TParameters Checked(ParameterSet stored)
        {
            TParameters parameters = read(new StoredParameters(stored, results.Path));
            return experiment.Describe(parameters) is var now && Alike(now, stored)
                ? parameters
                : throw new SweepException(
                    ExitCode.Results, $"{results.Path}: a trial was run at {stored}, and the experiment has {now} there now: it was changed since. Run it again, or read the results with the version that made them.");
        }
    }

    /// <summary>The point with these parameters; null when it is not among those run.</summary>
    public PointResults<TParameters>? Find(TParameters parameters) => Points.FirstOrDefault(point => point.Parameters.Equals(parameters));

    /// <summary>
    /// By how much one point is worse than another, over the seeds that both have: with interval, p-value (corrected for all comparisons that the study allows), and how probably a run of the first beats one of the second.
    /// </summary>
    /// <param name="first">A point.</param>
    /// <param name="second">Another one, by whose deficit it is told.</param>
    /// <returns>Null when they have fewer than two finished seeds in common, or seeds of one were pruned.</returns>
    public PairedComparison? Compare(PointResults<TParameters> first, PointResults<TParameters> second) => Analysis.Compare(first.Summary, second.Summary);

    /// <summary>The same of the points with these parameters.</summary>
    /// <exception cref="ArgumentException">One of them was not run.</exception>
    public PairedComparison? Compare(TParameters first, TParameters second) => Compare(Point(first), Point(second));

    /// <summary>The study as if each training had ended with one of its several budgets, and it had no others.</summary>
    /// <param name="budget">One of <see cref="Budgets"/>.</param>
    /// <exception cref="ArgumentException">It is none of them.</exception>
    public StudyResults<TParameters> At(string budget) => Budgets.Contains(budget)
        ? new StudyResults<TParameters>(_folder, Study.At(budget), _read)
        : throw new ArgumentException($"'{budget}' is none of the study's budgets ({string.Join(", ", Budgets)}).", nameof(budget));

    private static bool Alike(ParameterSet now, ParameterSet stored) => now.Values.Length == stored.Values.Length
        && now.Values.Zip(stored.Values).All(pair => pair.First.Key == pair.Second.Key && pair.First.Value.ToString() == pair.Second.Value.ToString());

    private PointResults<TParameters> Point(TParameters parameters) => Find(parameters) ?? throw new ArgumentException($"{parameters} is none of the study's points.", nameof(parameters));
}
