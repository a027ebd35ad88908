using System.Collections.Immutable;
using SweepDsl.Runtime.Sweeps.EarlyStopping;
using SweepDsl.Runtime.Sweeps.Store;
using SweepDsl.Runtime.Training;
using SweepDsl.Runtime.Training.Files;

namespace SweepDsl.Runtime.Sweeps;

/// <summary>Stores what a trainer learns of one trial, and shows it to the observer.</summary>
/// <param name="trial">The trial.</param>
/// <param name="results">The folder of the experiment, for errors.</param>
/// <param name="folder">The trial's folder.</param>
/// <param name="metrics">Its metrics, open at the right place.</param>
/// <param name="checkpoint">Its checkpoint.</param>
/// <param name="observer">The observer.</param>
/// <param name="judge">Says whether it goes on; null where all do.</param>
internal sealed class TrialRecorder(
    Trial trial, ResultsFolder results, TrialFolder folder, MetricsFile metrics, CheckpointFolder checkpoint, ISweepObserver observer, TrialJudge? judge) : ITrialSink, IDisposable
{
    private bool _isWaiting;

    /// <summary>The last evaluation of this session; null when there was none.</summary>
    public Evaluation? Last { get; private set; }

    /// <inheritdoc/>
    public void InitialWeights(ImmutableArray<NamedTensor> weights) => StorageFault.Guard(results.Path, () => folder.WriteInitialWeights(weights));

    /// <inheritdoc/>
    public void BatchLosses(long firstUpdate, ReadOnlySpan<float> losses)
    {
        float[] copy = losses.ToArray();
        StorageFault.Guard(results.Path, () => metrics.Append(firstUpdate, copy));
    }

    /// <inheritdoc/>
    public void Evaluated(Evaluation evaluation)
    {
        Last = evaluation;
        StorageFault.Guard(results.Path, () => metrics.Append(evaluation));
        observer.Evaluated(trial, evaluation);
        judge?.Evaluated(trial, evaluation);
    }

    /// <inheritdoc/>
    public TrialVerdict Judge()
    {
        TrialVerdict verdict = judge?.VerdictOf(trial) ?? TrialVerdict.GoOn;
        bool isWaiting = verdict == TrialVerdict.Wait;
        if (isWaiting != _isWaiting)
        {
            _isWaiting = isWaiting;
            observer.TrialWaits(trial, isWaiting);
        }

        return verdict;
    }

    /// <inheritdoc/>
    public void Checkpoint(TrialCheckpoint state) => StorageFault.Guard(results.Path, () => checkpoint.Save(state, metrics.Flush()));

    /// <inheritdoc/>
    public void Progress(TrainingProgress progress) => observer.Progress(trial, progress);

    /// <summary>Brings the metrics to the disk.</summary>
    public void Flush() => StorageFault.Guard(results.Path, () => metrics.Flush());

    /// <inheritdoc/>
    public void Dispose() => metrics.Dispose();
}
