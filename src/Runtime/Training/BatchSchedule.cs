using SweepDsl.Runtime.Training.Schedules;

namespace SweepDsl.Runtime.Training;

/// <summary>How the examples of an epoch fall into batches, how many updates a budget makes of them, and after which of them training is measured.</summary>
public sealed record BatchSchedule
{
    /// <summary>The most updates of a training: devices count them in 32 bits.</summary>
    public const long MostUpdates = uint.MaxValue;

    /// <summary>The most parts of a batch: an update is one submission, which a system gives a device only so long for.</summary>
    public const int MostParts = 1024;

    private readonly EvaluationInterval _evaluations;

    // Where budgets end that are not counted in seconds, in updates, ascending.
    private readonly long[] _cuts;

    /// <summary>Divides an epoch.</summary>
    /// <param name="examples">Training examples of an epoch; positive.</param>
    /// <param name="training">Batch size, last batch, budget and evaluations.</param>
    /// <exception cref="SweepException">Dropping the last batch leaves none, or a number is out of range.</exception>
    public BatchSchedule(int examples, TrainingDefinition training)
    {
        ThrowIfOutOfRange("batch_size", training.BatchSize, int.MaxValue);
        if (training.MicroBatch is { } part)
        {
            ThrowIfOutOfRange("micro_batch", part, int.MaxValue);
            ThrowIfOutOfRange($"The number of parts of {part} in a batch of {training.BatchSize}", (((long)Math.Min(training.BatchSize, examples) - 1) / part) + 1, MostParts);
        }

        foreach (Budget budget in training.Budgets)
        {
            ThrowIfUnusable(budget);
        }

        _evaluations = training.EvaluationInterval;
        ThrowIfOutOfRange($"evaluate: every: {BudgetUnits.WordOf(_evaluations.Unit)}", _evaluations.Amount, MostUpdates);
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

        _cuts = [.. training.Budgets.Where(budget => budget.Unit != BudgetUnit.Seconds).Select(UpdatesOf).Distinct().Order()];
        BudgetedUpdates = _cuts.LastOrDefault();
        TotalUpdates = training.Budgets.Any(budget => budget.Unit == BudgetUnit.Seconds) ? MostUpdates : BudgetedUpdates;
        ThrowIfOutOfRange("The number of updates", Math.Max(BudgetedUpdates, 1), MostUpdates);
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

    /// <summary>Updates of the longest budget that is not counted in seconds; 0 when there is none.</summary>
    public long BudgetedUpdates { get; }

    /// <summary>Updates of the whole training; the most there can be where seconds may end it.</summary>
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

    /// <summary>Updates of a length of a schedule.</summary>
    public long UpdatesOf(ScheduleLength length) => length.Amount == 0 ? 0 : UpdatesOf(new Budget(length.Unit, length.Amount));

    /// <summary>The first evaluation after an update, as often as the training says and where a budget ends: updates made by then.</summary>
    /// <param name="updates">Updates made.</param>
    public long NextEvaluation(long updates)
    {
        long next = _evaluations.Unit switch
        {
            BudgetUnit.Epochs => NextMultiple(updates, _evaluations.Amount * UpdatesPerEpoch),
            BudgetUnit.Updates => NextMultiple(updates, _evaluations.Amount),
            _ => UpdatesToSee(NextMultiple(ExamplesSeen(updates), _evaluations.Amount)),
        };
        next = Math.Min(TotalUpdates, next);
        foreach (long cut in _cuts)
        {
            next = cut > updates ? Math.Min(next, cut) : next;
        }

        return next;
    }

    private long UpdatesOf(Budget budget) => budget.Unit switch
    {
        BudgetUnit.Epochs => checked((long)budget.Amount * UpdatesPerEpoch),
        BudgetUnit.Updates => (long)budget.Amount,
        BudgetUnit.Examples => UpdatesToSee((long)budget.Amount),
        _ => throw new ArgumentOutOfRangeException(nameof(budget), budget.Unit, "The schedule does not tell the time."),
    };

    private static void ThrowIfUnusable(Budget budget)
    {
        if (budget.Unit != BudgetUnit.Seconds)
        {
            ThrowIfOutOfRange($"budget: {BudgetUnits.WordOf(budget.Unit)}", (long)budget.Amount, MostUpdates);
        }
        else if (!(budget.Amount > 0 && double.IsFinite(budget.Amount)))
        {
            throw new SweepException(ExitCode.Usage, $"budget: seconds is {budget.Amount}; it must be a finite number above 0.");
        }
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
