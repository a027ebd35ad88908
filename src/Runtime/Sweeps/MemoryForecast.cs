using SweepDsl.Runtime.Network;
using SweepDsl.Runtime.Training;
using SweepDsl.Runtime.Vulkan;

namespace SweepDsl.Runtime.Sweeps;

/// <summary>Says before a sweep what memory it takes, and which trials will not fit.</summary>
/// <param name="trainer">The device.</param>
internal sealed class MemoryForecast(ITrialTrainer trainer)
{
    // So many points are planned at most: each takes some milliseconds.
    private const int MostPlanned = 20;

    /// <summary>Tells the memory of the data and of the largest trial, and warns of trials that do not fit.</summary>
    /// <param name="requests">The trials.</param>
    /// <param name="notice">Takes sentences.</param>
    /// <param name="tellsSizes">Whether to tell the memory; otherwise only what does not fit.</param>
    public void Tell(IReadOnlyList<TrialRequest> requests, Action<string> notice, bool tellsSizes = true)
    {
        TrainerMemory device = trainer.Memory;
        bool isLargest = tellsSizes;
        TrialRequest[] points = [.. requests.DistinctBy(request => (request.Network, request.Training), ReferencePair.Comparer)];
        foreach (TrialRequest request in points.OrderByDescending(Weight).Take(MostPlanned))
        {
            try
            {
                TrialMemory memory = trainer.MemoryOf(request);
                if (isLargest)
                {
                    notice($"Memory: {ByteCount.Format(device.DataBytes)} for the data, and for a trial up to {memory} ({request.Name}).");
                    isLargest = false;
                }

                if (memory.TotalBytes <= device.FreeBytes)
                {
                    return;
                }

                notice(
                    $"{request.Name} takes {ByteCount.Format(memory.TotalBytes)} and {trainer.Environment.Device} has {ByteCount.Format(device.FreeBytes)} free: it will fail. "
                    + "A smaller batch_size, fewer filters or units, or a device with more memory (--device) fits.");
            }
            catch (Exception error) when (error is SweepException or GpuException)
            {
                notice($"{request.Name} will fail: {error.Message}");
            }
        }

        if (points.Length > MostPlanned)
        {
            notice($"{points.Length - MostPlanned} smaller points were not looked at, and may not fit {trainer.Environment.Device} either.");
        }
    }

    // What a trial's memory grows with, without planning it: activations of a batch, and parameters.
    private static double Weight(TrialRequest request)
    {
        NetworkPlan network = NetworkPlan.Create(request.Network);
        double features = request.Network.Input.Elements + network.Sequence.Features;
        TrainingDefinition training = request.Training;
        int atOnce = Math.Min(training.MicroBatch ?? training.BatchSize, training.BatchSize);
        int copies = 2 + training.Optimizer.StateNames.Length + (atOnce < training.BatchSize ? 1 : 0) + (training.WeightAverage is null ? 0 : 1);
        return (atOnce * features) + ((double)copies * network.FlatLength);
    }

    /// <summary>Compares the definitions of a point, which its seeds share, by identity: comparing their contents would cost more than it saves.</summary>
    private static class ReferencePair
    {
        public static IEqualityComparer<(NetworkDefinition Network, TrainingDefinition Training)> Comparer { get; } =
            EqualityComparer<(NetworkDefinition Network, TrainingDefinition Training)>.Create(
                (a, b) => ReferenceEquals(a.Network, b.Network) && ReferenceEquals(a.Training, b.Training),
                pair => HashCode.Combine(
                    System.Runtime.CompilerServices.RuntimeHelpers.GetHashCode(pair.Network), System.Runtime.CompilerServices.RuntimeHelpers.GetHashCode(pair.Training)));
    }
}
