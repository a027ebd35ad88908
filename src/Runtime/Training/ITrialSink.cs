using System.Collections.Immutable;

namespace SweepDsl.Runtime.Training;

/// <summary>
/// Takes what a trainer learns, in the order of updates. All that concerns updates up to a checkpoint's comes before that checkpoint, so that what is stored with it is complete.
/// Any member may throw (a full disk): the trainer lets it pass.
/// </summary>
public interface ITrialSink
{
    /// <summary>The weights before the first update; once for a trial, not again when it is resumed.</summary>
    void InitialWeights(ImmutableArray<NamedTensor> weights);

    /// <summary>Batch losses of consecutive updates; only when the request asks for them.</summary>
    /// <param name="firstUpdate">The update (from 1) that the first loss belongs to.</param>
    /// <param name="losses">One mean loss for each update.</param>
    void BatchLosses(long firstUpdate, ReadOnlySpan<float> losses);

    /// <summary>A measurement; as often as the training says, and after the last update.</summary>
    void Evaluated(Evaluation evaluation);

    /// <summary>What becomes of the trial after the last evaluation; asked after each but that of its end, where a trial is resumed, and again and again of one that waits. Cheap, and allocates nothing.</summary>
    TrialVerdict Judge() => TrialVerdict.GoOn;

    /// <summary>A state to go on from; at the end of each epoch and when the user asks to stop.</summary>
    void Checkpoint(TrialCheckpoint checkpoint);

    /// <summary>How far the trial is; often, cheap, and without allocating anything.</summary>
    void Progress(TrainingProgress progress);
}
