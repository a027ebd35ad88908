using SweepDsl.Runtime.Training;

namespace SweepDsl.Runtime.Tests.Training;

/// <summary>Keeps everything a trainer hands out.</summary>
/// <param name="onProgress">Told the updates made, as training goes on.</param>
/// <param name="firstOfSession">The update (from 1) that this session begins with.</param>
/// <param name="onInitial">Told when the trial has its initial weights, before it trains.</param>
internal sealed class RecordingSink(Action<long>? onProgress = null, long firstOfSession = 1, Action? onInitial = null) : ITrialSink
{
    public ImmutableArray<NamedTensor> Initial { get; private set; } = [];

    public List<float> Losses { get; } = [];

    public List<Evaluation> Evaluations { get; } = [];

    public List<TrialCheckpoint> Checkpoints { get; } = [];

    public List<TrainingProgress> Progresses { get; } = [];

    public void InitialWeights(ImmutableArray<NamedTensor> weights)
    {
        Initial = weights;
        onInitial?.Invoke();
    }

    public void BatchLosses(long firstUpdate, ReadOnlySpan<float> losses)
    {
        Assert.That(firstUpdate, Is.EqualTo(firstOfSession + Losses.Count), "batch losses must come in order");
        Losses.AddRange(losses);
    }

    public void Evaluated(Evaluation evaluation) => Evaluations.Add(evaluation);

    /// <summary>What becomes of the trial; it goes on if not said.</summary>
    public Func<TrialVerdict> Verdict { get; init; } = static () => TrialVerdict.GoOn;

    public TrialVerdict Judge() => Verdict();

    public void Checkpoint(TrialCheckpoint checkpoint) => Checkpoints.Add(checkpoint);

    public void Progress(TrainingProgress progress)
    {
        Progresses.Add(progress);
        onProgress?.Invoke(progress.Update);
    }
}
