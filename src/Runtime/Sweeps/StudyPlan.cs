using System.Collections.Immutable;
using System.Security.Cryptography;
using SweepDsl.Runtime.Data;
using SweepDsl.Runtime.Network;
using SweepDsl.Runtime.Sweeps.Rounds;
using SweepDsl.Runtime.Sweeps.Search;
using SweepDsl.Runtime.Sweeps.Store;
using SweepDsl.Runtime.Training;
using SweepDsl.Runtime.Training.Schedules;

namespace SweepDsl.Runtime.Sweeps;

/// <summary>An experiment made into trials. What it is made of never changes; where results decide what is trained next, <see cref="Next"/> gives a longer plan.</summary>
public sealed record StudyPlan
{
    /// <summary>The most trials of a study, as the language has it.</summary>
    public const int MaxTrials = 100_000;

    // A point's seeds share it; comparing contents would cost more than it saves.
    private static readonly IEqualityComparer<SweepPoint> ByIdentity = EqualityComparer<SweepPoint>.Create(ReferenceEquals, System.Runtime.CompilerServices.RuntimeHelpers.GetHashCode);

    private readonly StudyPoints _points;
    private readonly Round _round;

    private StudyPlan(Experiment experiment, DatasetDefinition dataset, DataDescription data, StudyPoints points, Round round, ImmutableArray<Trial> trials) =>
        (Experiment, Dataset, Data, _points, _round, Trials) = (experiment, dataset, data, points, round, trials);

    /// <summary>The experiment.</summary>
    public Experiment Experiment { get; }

    /// <summary>What the command line set instead of the YAML.</summary>
    public StudyOverrides Overrides { get; private init; } = new();

    /// <summary>Its data, after overrides.</summary>
    public DatasetDefinition Dataset { get; }

    /// <summary>The loaded data.</summary>
    public DataDescription Data { get; }

    /// <summary>
    /// The trials, round by round. In a round the first seed of every point comes before the second of any: a sweep that is broken off has whole curves, and can be read.
    /// </summary>
    public ImmutableArray<Trial> Trials { get; private init; }

    /// <summary>What the last round of trials is for, as a sentence; null when nothing need be said.</summary>
    public string? Announcement => _round.Announcement;

    /// <summary>What the last round of trials is, in a few words such as <c>searching learning_rate</c>; null when nothing need be said.</summary>
    public string? Stage => _round.Stage;

    /// <summary>Whether no trials follow from the results of these.</summary>
    public bool IsComplete => _round.IsLast;

    /// <summary>Whether results may ask for more trials than these and those foreseen.</summary>
    public bool MayGrow => _round.MayGrow;

    /// <summary>The point of each trial of <see cref="Foreseen"/>.</summary>
    public ImmutableArray<SweepPoint> ForeseenPoints => [.. BudgetTrainings.Of(_round.Foreseen).Select(choice => choice.Point)];

    /// <summary>What is searched inside each point; null for nothing.</summary>
    public TuneRecord? Tune => Experiment.Sweep.Tune is { } tune ? new TuneRecord(tune.Parameter, TuningRound.Following(_points, tune), tune.Metric) : null;

    /// <summary>How often the study is looked at, at most, to decide whether to add seeds; 1 where their number is fixed.</summary>
    public int Looks => SeedLooks.Count(_points.Seeds.Length, _points.MostSeeds);

    /// <summary>The budgets of a study that is seen several ways, such as <c>epochs=25</c>; empty where there is a single one. They are equal at all points.</summary>
    public ImmutableArray<string> Budgets => _round.Trials.Select(choice => choice.Point.Training).FirstOrDefault() is { OtherBudgets.IsEmpty: false } training
        ? [.. training.Budgets.Select(budget => budget.ToString())]
        : [];

    /// <summary>The first round of an experiment's trials; of most studies it is the only one.</summary>
    /// <param name="experiment">The experiment.</param>
    /// <param name="overrides">What the command line sets.</param>
    /// <param name="data">The data, loaded as the overridden definition says.</param>
    /// <exception cref="SweepException">There are too many trials, a point cannot be trained with these data, or a file to start from is missing.</exception>
    public static StudyPlan Make(Experiment experiment, StudyOverrides overrides, DataDescription data)
    {
        StudyPoints points = new(experiment, overrides, new StudyContext(data.TrainExamples));
        var first = Round.First(points);
        StudyPlan empty = new(experiment, overrides.Apply(experiment.Dataset), data, points, first, []);
        return empty with { Overrides = overrides, Trials = empty.Identified(first.Trials) };
    }

    /// <summary>The study with the trials that follow from the results so far.</summary>
    /// <param name="study">Its results: all its trials have ended.</param>
    /// <returns>Null when the study is complete.</returns>
    /// <exception cref="SweepException">As <see cref="Make"/>.</exception>
    public StudyPlan? Next(StoredStudy study) => _round.Next(study) is { } round
        ? new StudyPlan(Experiment, Dataset, Data, _points, round, [.. Trials.Concat(Identified(round.Trials)).DistinctBy(trial => trial.Id)]) { Overrides = Overrides }
        : null;

    /// <summary>Trials that later rounds will have, as far as can be foreseen; where results decide which points, others stand for them that take about as long.</summary>
    public ImmutableArray<Trial> Foreseen() => Identified(_round.Foreseen);

    private ImmutableArray<Trial> Identified(ImmutableArray<TrialChoice> wanted)
    {
        ImmutableArray<TrialChoice> choices = [.. BudgetTrainings.Of(wanted)];
        if ((long)Trials.Length + choices.Length > MaxTrials)
        {
            throw new SweepException(ExitCode.Usage, $"The study has {(long)Trials.Length + choices.Length:N0} trials, more than the {MaxTrials:N0} of a study; take fewer --seeds or points.");
        }

        ILookup<SweepPoint, TrialChoice> points = choices.ToLookup(choice => choice.Point, ByIdentity);
        CheckAll([.. points.Select(point => point.Key)], Data.TrainExamples);
        Dictionary<string, string> hashes = points.Select(point => point.Key.Training.InitFrom).OfType<string>().Distinct().ToDictionary(path => path, HashOf);
        Dictionary<SweepPoint, Queue<string>> ids = points.ToDictionary(point => point.Key, point => new Queue<string>(IdsOf([.. point.Select(choice => choice.Seed)], point.Key, hashes)), ByIdentity);
        return [.. choices.Select(choice => new Trial(ids[choice.Point].Dequeue(), choice.Point, choice.Seed, choice.IsTuning, choice.Budget)).DistinctBy(trial => trial.Id)];
    }

    private ImmutableArray<string> IdsOf(ImmutableArray<int> seeds, SweepPoint point, Dictionary<string, string> hashes) =>
        TrialId.Of(Dataset, Data.Fingerprint, point, seeds, point.Training.InitFrom is { } path ? hashes[path] : null);

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
