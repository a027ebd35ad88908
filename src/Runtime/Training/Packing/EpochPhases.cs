using SweepDsl.Runtime.Training.Device;

namespace SweepDsl.Runtime.Training.Packing;

/// <summary>The phases of one epoch of a trial, or of a part of one, and how far they are handed out.</summary>
internal sealed class EpochPhases
{
    // Forward, the gradient of the input, and that of the weights.
    private const int ProductsOfStep = 3;

    // Training, and three parts of the data, each with full batches and a last one.
    private readonly Phase[] _phases = new Phase[8];
    private int _count;
    private int _next;
    private int _runsTaken;

    /// <summary>What is to run next; null when all was handed out.</summary>
    public Phase? Next => _next < _count ? _phases[_next] with { Runs = _phases[_next].Runs - _runsTaken } : null;

    /// <summary>Plans the training of an epoch, or of a part of one. Allocates nothing.</summary>
    /// <param name="trial">The trial.</param>
    /// <param name="firstBatch">The first batch to train on, from 0.</param>
    /// <param name="endBatch">The batch to stop before.</param>
    public void Plan(DeviceTrial trial, int firstBatch, int endBatch)
    {
        (_count, _next, _runsTaken) = (0, 0, 0);
        Add(trial.Steps, firstBatch, endBatch, isTraining: true, ProductsOfStep * trial.MultiplyAdds);
    }

    /// <summary>Plans an evaluation after what is planned. Allocates nothing.</summary>
    public void Evaluate(DeviceTrial trial)
    {
        Add(trial.TrainPart, trial);
        Add(trial.TestPart, trial);
        if (trial.ValidationPart is { } validation)
        {
            Add(validation, trial);
        }
    }

    /// <summary>Gives up what was not handed out of the training.</summary>
    public void EndTraining()
    {
        while (Next is { IsTraining: true })
        {
            (_next, _runsTaken) = (_next + 1, 0);
        }
    }

    /// <summary>Hands out runs of the next phase.</summary>
    public void Take(int runs)
    {
        _runsTaken += runs;
        if (_runsTaken == _phases[_next].Runs)
        {
            (_next, _runsTaken) = (_next + 1, 0);
        }
    }

    private void Add(PartEvaluation part, DeviceTrial trial) => Add(part.Batches, 0, part.Batches.Count, isTraining: false, trial.MultiplyAdds);

    private void Add(BoundBatches batches, int first, int end, bool isTraining, double multiplyAdds)
    {
        int full = Math.Max(0, Math.Min(batches.FullBatches, end) - first);
        if (full > 0)
        {
            _phases[_count++] = new Phase(batches.Full!, full, isTraining, batches.BatchSize * multiplyAdds);
        }

        if (end > batches.FullBatches)
        {
            _phases[_count++] = new Phase(batches.Last!, 1, isTraining, batches.LastBatchSize * multiplyAdds);
        }
    }
}
