using SweepDsl.Runtime.Training;

namespace SweepDsl.Runtime.Tests.Training.Packing;

/// <summary>A trainer that shares its device out to none: a software device packs as hardware does.</summary>
internal sealed class UnsharedTrainer(ITrialTrainer trainer) : ITrialTrainer
{
    public TrainingEnvironment Environment => trainer.Environment;

    public IReadOnlyList<string> ValidationMessages => trainer.ValidationMessages;

    public DataDescription Data => trainer.Data;

    public ImmutableSortedDictionary<string, string> TileChoices => trainer.TileChoices;

    public TrainerMemory Memory => trainer.Memory;

    public TrainingEnvironment EnvironmentOf(TrainingDefinition training) => trainer.EnvironmentOf(training);

    public TrialMemory MemoryOf(TrialRequest request) => trainer.MemoryOf(request);

    public void Train(ITrialQueue queue, PackSize pack, CancellationToken stop) => trainer.Train(queue, pack, stop);

    public void Dispose() => trainer.Dispose();
}
