using System.Collections.Immutable;

namespace SweepDsl.Runtime.Training;

/// <summary>Trainers that between them train a round's trials on one device, each with a thread and a queue of its own.</summary>
/// <param name="Trainers">The trainers; at least one. They belong to the one that was asked for them.</param>
/// <param name="Pack">How many trials each of them packs.</param>
/// <param name="Notice">How the device is shared out, as a sentence; null where it is not.</param>
public sealed record TrialWorkers(ImmutableArray<ITrialTrainer> Trainers, PackSize Pack, string? Notice = null);
