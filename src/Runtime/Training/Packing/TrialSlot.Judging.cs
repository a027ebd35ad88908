namespace SweepDsl.Runtime.Training.Packing;

/// <content>Where a trial is judged: after an evaluation it may end, or wait until others have come as far.</content>
internal sealed partial class TrialSlot
{
    private bool _waits;
    private bool _beginsEpoch;

    /// <summary>Whether it waits for other trials, with nothing to run.</summary>
    public bool IsWaiting => _waits && Outcome is null;

    /// <summary>Asks again what becomes of a trial that waits. Allocates nothing while it goes on waiting.</summary>
    public void Reconsider() => Judge(_beginsEpoch);

    /// <summary>Ends a trial that waits, so that it can go on later.</summary>
    public void SetAside()
    {
        CheckpointAnew();
        End(new SetAsideTrial());
    }

    // At its end nothing is saved by giving a trial up.
    private void Judge(bool beginsEpoch)
    {
        TrialVerdict verdict = IsDone ? TrialVerdict.GoOn : Job.Sink.Judge();
        (_waits, _beginsEpoch) = (verdict == TrialVerdict.Wait, beginsEpoch);
        if (verdict == TrialVerdict.Prune)
        {
            End(new PrunedTrial());
        }
        else if (verdict == TrialVerdict.GoOn)
        {
            GoOn(beginsEpoch);
        }
    }

    private void CheckpointAnew()
    {
        if (_update > _checkpointed)
        {
            Checkpoint();
        }
    }
}
