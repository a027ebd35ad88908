using System.Collections.Immutable;
using System.Security.Cryptography;
using SweepDsl.Runtime.Data;
using SweepDsl.Runtime.Network;
using SweepDsl.Runtime.Training;
using SweepDsl.Runtime.Training.Schedules;

namespace SweepDsl.Runtime.Sweeps;

/// <summary>An experiment made into trials: its points crossed with its seeds.</summary>
public sealed record StudyPlan
{
    /// <summary>The most trials of a study, as the language has it.</summary>
    public const int MaxTrials = 100_000;

    private StudyPlan(Experiment experiment, DatasetDefinition dataset, DataDescription data, ImmutableArray<Trial> trials) =>
        (Experiment, Dataset, Data, Trials) = (experiment, dataset, data, trials);

    /// <summary>The experiment.</summary>
    public Experiment Experiment { get; }

    /// <summary>Its data, after overrides.</summary>
    public DatasetDefinition Dataset { get; }

    /// <summary>The loaded data.</summary>
    public DataDescription Data { get; }

    /// <summary>
    /// All trials. The first seed of every point comes before the second of any: a sweep that is broken off has whole curves, and can be read.
    /// </summary>
    public ImmutableArray<Trial> Trials { get; }

    /// <summary>The budgets of a study that is seen several ways, such as <c>epochs=25</c>; empty where there is a single one. They are equal at all points.</summary>
    public ImmutableArray<string> Budgets => Trials.Select(trial => trial.Point.Training).FirstOrDefault() is { OtherBudgets.IsEmpty: false } training
        ? [.. training.Budgets.Select(budget => budget.ToString())]
        : [];

    /// <summary>Expands an experiment.</summary>
    /// <param name="experiment">The experiment.</param>
    /// <param name="overrides">What the command line sets.</param>
    /// <param name="data">The data, loaded as the overridden definition says.</param>
    /// <exception cref="SweepException">There are too many trials, a point cannot be trained with these data, or a file to start from is missing.</exception>
    public static StudyPlan Make(Experiment experiment, StudyOverrides overrides, DataDescription data)
    {
        DatasetDefinition dataset = overrides.Apply(experiment.Dataset);
        ImmutableArray<SweepPoint> points = [.. experiment.Points(new StudyContext(data.TrainExamples)).Select(overrides.Apply)];
        ImmutableArray<int> seeds = overrides.Apply(experiment.Sweep.Seeds);
        if ((long)points.Length * seeds.Length > MaxTrials)
        {
            throw new SweepException(
                ExitCode.Usage, $"{points.Length:N0} points with {seeds.Length:N0} seeds each are {(long)points.Length * seeds.Length:N0} trials, more than the {MaxTrials:N0} of a study; take fewer --seeds.");
        }

        CheckAll(points, data.TrainExamples);
        Dictionary<string, string> hashes = points.Select(point => point.Training.InitFrom).OfType<string>().Distinct().ToDictionary(path => path, HashOf);
        ImmutableArray<string>[] ids = [.. points.Select(point => TrialId.Of(dataset, data.Fingerprint, point, seeds, point.Training.InitFrom is { } path ? hashes[path] : null))];
        IEnumerable<Trial> trials =
            from s in Enumerable.Range(0, seeds.Length)
            from p in Enumerable.Range(0, points.Length)
            select new Trial(ids[p][s], points[p], seeds[s]);
        return new StudyPlan(experiment, dataset, data, [.. trials.DistinctBy(trial => trial.Id)]);
    }

    // Says in time what a trial would say after hours of others. Where 'examples' counts in an expression, the build could not judge it for these data.
    private static void CheckAll(ImmutableArray<SweepPoint> points, int examples)
    {
        NetworkDefinition? checkedNetwork = null;
        foreach (SweepPoint point in points)
        {
            CheckTraining(point, examples);

            // Neighbours in a grid mostly differ in other things than the network.
            if (checkedNetwork is null || point.Network.Input != checkedNetwork.Input || !point.Network.Layers.SequenceEqual(checkedNetwork.Layers))
            {
                CheckNetwork(point);
                checkedNetwork = point.Network;
            }
        }
    }

    private static void CheckTraining(SweepPoint point, int examples)
    {
        LearningRates rates = new(new BatchSchedule(examples, point.Training), point.Training);
        if (!double.IsFinite(point.Training.LearningRate) || !double.IsFinite(rates.Of(0)))
        {
            throw new SweepException(
                ExitCode.Usage, $"learning_rate is {point.Training.LearningRate} at {point.Parameters} with {examples} training examples; correct its expression, or take other examples.");
        }
    }

    private static void CheckNetwork(SweepPoint point)
    {
        try
        {
            if (NetworkPlan.Create(point.Network).Parameters.IsEmpty)
            {
                throw new SweepException(ExitCode.Usage, $"The network at {point.Parameters} has no parameters, so there is nothing to train; add a dense or conv2d layer.");
            }
        }
        catch (ArgumentException error)
        {
            throw new SweepException(ExitCode.Usage, $"The network at {point.Parameters} does not fit: {error.Message}", error);
        }
    }

    private static string HashOf(string path)
    {
        try
        {
            using FileStream stream = File.OpenRead(path);
            return Convert.ToHexStringLower(SHA256.HashData(stream));
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new SweepException(ExitCode.Data, $"init_from: cannot read '{path}' (looked for in {Directory.GetCurrentDirectory()}): {error.Message}", error);
        }
    }
}
