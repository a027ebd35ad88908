using System.Collections.Immutable;
using SweepDsl.Runtime.Energy;
using SweepDsl.Runtime.Training.Timing;

namespace SweepDsl.Runtime.Training;

/// <summary>Trains trials on one device with one data set, which it holds until it is disposed.</summary>
public interface ITrialTrainer : IDisposable
{
    /// <summary>What trials run on, as far as all of them do.</summary>
    TrainingEnvironment Environment { get; }

    /// <summary>What a training runs on; equal environments give equal bits.</summary>
    /// <remarks>The first answer for a precision may take a check on the device; ask before anything is trained.</remarks>
    /// <exception cref="SweepException">The device was lost over the check, and cannot be opened again.</exception>
    TrainingEnvironment EnvironmentOf(TrainingDefinition training) => Environment;

    /// <summary>What a user should hear of the device, as a sentence, once; null for nothing.</summary>
    string? TakeNotice() => null;

    /// <summary>What the Vulkan validation layer found so far, oldest first; empty when it does not watch.</summary>
    IReadOnlyList<string> ValidationMessages { get; }

    /// <summary>The loaded data.</summary>
    DataDescription Data { get; }

    /// <summary>The tile that each product was made with so far, by the product's text; results do not depend on it.</summary>
    ImmutableSortedDictionary<string, string> TileChoices { get; }

    /// <summary>The memory of its device.</summary>
    TrainerMemory Memory { get; }

    /// <summary>Tells the energy of its device; null where nothing does.</summary>
    IEnergySensor? Energy => null;

    /// <summary>The device memory that a trial will take; nothing is allocated.</summary>
    /// <exception cref="SweepException">The trial goes over a limit of the device.</exception>
    TrialMemory MemoryOf(TrialRequest request);

    /// <summary>What the device lacks for a training, as a sentence that says what to do; null when it lacks nothing.</summary>
    string? Lacks(TrainingDefinition training) => null;

    /// <summary>Trains a trial's network for a moment, only to time its kernels; no result comes of it.</summary>
    /// <param name="request">The trial.</param>
    /// <param name="time">How long; five steps at least.</param>
    /// <param name="stop">Ends it between two steps; throws <see cref="OperationCanceledException"/> then.</param>
    /// <returns>The device time of a step by kernel, longest first; empty where the device notes no times.</returns>
    /// <exception cref="SweepException">The trial goes over a limit of the device.</exception>
    ImmutableArray<KernelTime> TimeKernels(TrialRequest request, TimeSpan time, CancellationToken stop) => [];

    /// <summary>Times what the user wants timed before trials begin, while nothing else runs on the device. What is computed does not depend on it.</summary>
    /// <param name="requests">The trials.</param>
    /// <param name="notice">Hears, as a sentence, that something is timed.</param>
    /// <param name="stop">Ends it between two measurements.</param>
    /// <remarks>Ask before anything is planned: a product keeps the tile that it was planned with.</remarks>
    /// <exception cref="SweepException">The device was lost over a measurement, and cannot be opened again.</exception>
    void Tune(IReadOnlyList<TrialRequest> requests, Action<string> notice, CancellationToken stop)
    {
    }

    /// <summary>Shares a round's trials out: a software device to a trainer on each processor. What is computed does not depend on it; seconds do.</summary>
    /// <param name="load">What is to be trained.</param>
    /// <returns>Trainers, to be run beside one another; this one alone where that is best.</returns>
    TrialWorkers ShareOut(Workload load) => new([this], load.Pack);

    /// <summary>Trains the trials of a queue, several at once where that pays, until there are no more.</summary>
    /// <param name="queue">Where trials come from.</param>
    /// <param name="pack">How many trials share a command stream; results do not depend on it.</param>
    /// <param name="stop">When cancelled, the trainer finishes the steps under way, hands checkpoints to the sinks and ends each trial as <see cref="InterruptedTrial"/>.</param>
    /// <exception cref="SweepException">The device was lost and cannot be opened again.</exception>
    void Train(ITrialQueue queue, PackSize pack, CancellationToken stop);
}
