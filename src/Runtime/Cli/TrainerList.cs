using System.Collections;
using System.Collections.Immutable;
using SweepDsl.Runtime.Training;

namespace SweepDsl.Runtime.Cli;

/// <summary>The open devices of a run, closed together.</summary>
/// <param name="trainers">A trainer for each.</param>
internal sealed class TrainerList(IReadOnlyList<ITrialTrainer> trainers) : IReadOnlyList<ITrialTrainer>, IDisposable
{
    /// <inheritdoc/>
    public int Count => trainers.Count;

    /// <summary>What they run on.</summary>
    public ImmutableArray<TrainingEnvironment> Environments => [.. trainers.Select(trainer => trainer.Environment)];

    /// <inheritdoc/>
    public ITrialTrainer this[int index] => trainers[index];

    /// <inheritdoc/>
    public IEnumerator<ITrialTrainer> GetEnumerator() => trainers.GetEnumerator();

    /// <inheritdoc/>
    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (ITrialTrainer trainer in trainers)
        {
            trainer.Dispose();
        }
    }
}
