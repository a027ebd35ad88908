namespace SweepDsl.Runtime.Training;

/// <summary>Trains trials one after another on one device with one data set, which it holds until it is disposed.</summary>
public interface ITrialTrainer : IDisposable
{
    /// <summary>What the trials run on; equal environments give equal bits.</summary>
    TrainingEnvironment Environment { get; }

    /// <summary>What the Vulkan validation layer found so far, oldest first; empty when it does not watch.</summary>
    IReadOnlyList<string> ValidationMessages { get; }

    /// <summary>The loaded data.</summary>
    DataDescription Data { get; }

    /// <summary>Trains one trial to its end.</summary>
    /// <param name="request">The trial.</param>
    /// <param name="sink">Takes weights, measurements and checkpoints.</param>
    /// <param name="stop">When cancelled, the trainer finishes the step under way, hands a checkpoint to the sink and returns <see cref="InterruptedTrial"/>.</param>
    TrialOutcome Train(TrialRequest request, ITrialSink sink, CancellationToken stop);
}
