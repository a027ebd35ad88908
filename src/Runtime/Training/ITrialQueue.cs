namespace SweepDsl.Runtime.Training;

/// <summary>Gives a trainer its trials, and takes what becomes of them.</summary>
public interface ITrialQueue
{
    /// <summary>The next trial to train; null when there is none left, or no more are wanted.</summary>
    TrialJob? Next();

    /// <summary>A trial has ended; its sink is called no more.</summary>
    void Ended(TrialJob job, TrialOutcome outcome);

    /// <summary>Called where all trials in flight wait for others: returns when another device has brought one further, or returned one, or the sweep is to stop.</summary>
    void AwaitOthers(CancellationToken stop) => throw new InvalidOperationException("All trials in flight wait, and nothing runs elsewhere that they could wait for.");

    /// <summary>Something the user should know.</summary>
    void Notice(string message);
}
