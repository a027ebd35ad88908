namespace SweepDsl.Runtime.Training;

/// <summary>How the examples of an epoch fall into batches, how many updates a budget makes of them, and after which of them training is measured.</summary>
public sealed record BatchSchedule
{
    // Devices count updates in 32 bits.
    private const long MostUpdates = uint.MaxValue;

    private readonly EvaluationInterval _evaluations;

    /// <summary>Divides an epoch.</summary>
    /// <param name="examples">Training examples of an epoch; positive.</param>
    /// <param name="training">Batch size, last batch, budget and evaluations.</param>
    /// <exception cref="SweepException">Dropping the last batch leaves none, or a number is out of range.</exception>
    public BatchSchedule(int examples, TrainingDefinition training)
    {
        ThrowIfOutOfRange("batch_size", training.BatchSize, int.MaxValue);
        ThrowIfOutOfRange($"budget: {training.Budget.Unit.ToString().ToLowerInvariant()}", training.Budget.Amount, MostUpdates);
        _evaluations = training.EvaluationInterval;
        ThrowIfOutOfRange($"evaluate: every: {_evaluations.Unit.ToString().ToLowerInvariant()}", _evaluations.Amount, MostUpdates);
        Examples = examples;
        BatchSize = training.BatchSize;
        (FullBatches, int rest) = Math.DivRem(examples, training.BatchSize);
        LastBatchSize = training.LastBatch == LastBatch.Keep ? rest : 0;
        if (UpdatesPerEpoch == 0)
        {
            throw new SweepException(
                ExitCode.Usage,
                $"batch_size {training.BatchSize} is larger than the {examples} training examples, and last_batch: drop leaves no batch to train on; use a batch_size of at most {examples} or last_batch: keep.");
        }

        TotalUpdates = training.Budget.Unit switch
        {
            BudgetUnit.Epochs => checked(training.Budget.Amount * UpdatesPerEpoch),
            BudgetUnit.Updates => training.Budget.Amount,
            _ => throw new ArgumentOutOfRangeException(nameof(training), training.Budget.Unit, "Unknown unit of a budget."),
        };
        ThrowIfOutOfRange("The number of updates", TotalUpdates, MostUpdates);
    }

    /// <summary>Training examples of an epoch.</summary>
    public int Examples { get; }

    /// <summary>Examples of a full batch.</summary>
    public int BatchSize { get; }

    /// <summary>Full batches of an epoch.</summary>
    public int FullBatches { get; }

    /// <summary>Examples of the smaller batch that ends an epoch; 0 when there is none.</summary>
    public int LastBatchSize { get; }

    /// <summary>Batches of an epoch, the smaller one included.</summary>
    public int UpdatesPerEpoch => FullBatches + (LastBatchSize > 0 ? 1 : 0);

    /// <summary>Examples that an epoch trains on.</summary>
    public long ExamplesPerEpoch => ((long)FullBatches * BatchSize) + LastBatchSize;

    /// <summary>Updates of the whole training.</summary>
    public long TotalUpdates { get; }

    /// <summary>The epoch (from 0) that an update (from 0) belongs to.</summary>
    public long EpochOf(long update) => update / UpdatesPerEpoch;

    /// <summary>Updates done after an epoch (from 0), or at the end of the budget when that comes first.</summary>
    public long EndOfEpoch(long epoch) => Math.Min(TotalUpdates, (epoch + 1) * UpdatesPerEpoch);

    /// <summary>Examples trained on in the first <paramref name="updates"/> updates.</summary>
    public long ExamplesSeen(long updates)
    {
        (long epochs, long batches) = Math.DivRem(updates, UpdatesPerEpoch);
        return (epochs * ExamplesPerEpoch) + (batches * BatchSize);
    }

    /// <summary>Updates after which at least so many examples (from 1) have been trained on.</summary>
    public long UpdatesToSee(long examples)
    {
        (long epochs, long rest) = Math.DivRem(examples - 1, ExamplesPerEpoch);
        return (epochs * UpdatesPerEpoch) + (rest / BatchSize) + 1;
    }

    /// <summary>The first evaluation after an update: updates made by then.</summary>
    /// <param name="updates">Updates made.</param>
    public long NextEvaluation(long updates)
    {
        long next = _evaluations.Unit switch
        {
            BudgetUnit.Epochs => NextMultiple(updates, _evaluations.Amount * UpdatesPerEpoch),
            BudgetUnit.Updates => NextMultiple(updates, _evaluations.Amount),
            _ => UpdatesToSee(NextMultiple(ExamplesSeen(updates), _evaluations.Amount)),
        };
        return Math.Min(TotalUpdates, next);
    }

    private static long NextMultiple(long value, long step) => ((value / step) + 1) * step;

    private static void ThrowIfOutOfRange(string what, long value, long most)
    {
        if (value < 1 || value > most)
        {
            throw new SweepException(ExitCode.Usage, $"{what} is {value}; it must be from 1 to {most}.");
        }
    }
}
