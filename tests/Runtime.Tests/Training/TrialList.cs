using SweepDsl.Runtime.Training;

namespace SweepDsl.Runtime.Tests.Training;

/// <summary>A queue of given trials that keeps how they ended.</summary>
internal sealed class TrialList(params IEnumerable<TrialJob> jobs) : ITrialQueue
{
    private readonly Queue<TrialJob> _waiting = new(jobs);

    public List<(TrialJob Job, TrialOutcome Outcome)> Ended { get; } = [];

    public List<string> Notices { get; } = [];

    /// <summary>Trains one trial to its end.</summary>
    public static TrialOutcome Train(ITrialTrainer trainer, TrialRequest request, ITrialSink sink, CancellationToken stop = default)
    {
        TrialList one = new(new TrialJob(request, sink));
        trainer.Train(one, PackSize.Of(1), stop);
        return one.Ended.Single().Outcome;
    }

    public TrialJob? Next() => _waiting.TryDequeue(out TrialJob? job) ? job : null;

    void ITrialQueue.Ended(TrialJob job, TrialOutcome outcome) => Ended.Add((job, outcome));

    public void Notice(string message) => Notices.Add(message);
}
