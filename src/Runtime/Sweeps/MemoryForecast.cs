using System.Collections.Immutable;
using SweepDsl.Runtime.Network;
using SweepDsl.Runtime.Training;
using SweepDsl.Runtime.Vulkan;

namespace SweepDsl.Runtime.Sweeps;

/// <summary>What memory a sweep takes on a device, and which trials will not fit.</summary>
public sealed record MemoryForecast
{
    // So many points are planned at most: each takes some milliseconds.
    private const int MostPlanned = 20;

    /// <summary>Bytes of the data.</summary>
    public required long DataBytes { get; init; }

    /// <summary>The name of the largest trial that can be planned; null where none can.</summary>
    public string? LargestTrial { get; init; }

    /// <summary>The memory of that trial.</summary>
    public TrialMemory? LargestMemory { get; init; }

    /// <summary>Bytes of the largest trial that fits; 0 where none was found.</summary>
    public long FittingBytes { get; init; }

    /// <summary>A sentence for each trial that does not fit, with what to do.</summary>
    public ImmutableArray<string> Warnings { get; init; } = [];

    /// <summary>Plans the largest trials, as many as it takes to find one that fits.</summary>
    /// <param name="trainer">The device.</param>
    /// <param name="requests">The trials.</param>
    public static MemoryForecast Of(ITrialTrainer trainer, IReadOnlyList<TrialRequest> requests)
    {
        TrainerMemory device = trainer.Memory;
        MemoryForecast forecast = new() { DataBytes = device.DataBytes };
        TrialRequest[] points = [.. requests.DistinctBy(request => (request.Network, request.Training), TrialRequest.PointComparer)];
        foreach (TrialRequest request in points.OrderByDescending(Weight).Take(MostPlanned))
        {
            try
            {
                TrialMemory memory = trainer.MemoryOf(request);
                if (forecast.LargestMemory is null)
                {
                    forecast = forecast with { LargestTrial = request.Name, LargestMemory = memory };
                }

                if (memory.TotalBytes <= device.FreeBytes)
                {
                    return forecast with { FittingBytes = memory.TotalBytes };
                }

                forecast = forecast.Warned(
                    $"{request.Name} takes {ByteCount.Format(memory.TotalBytes)} and {trainer.Environment.Device} has {ByteCount.Format(device.FreeBytes)} free: it will fail. "
                    + "A smaller batch_size, fewer filters or units, or a device with more memory (--device) fits.");
            }
            catch (Exception error) when (error is SweepException or GpuException)
            {
                forecast = forecast.Warned($"{request.Name} will fail: {error.Message}");
            }
        }

        return points.Length > MostPlanned
            ? forecast.Warned($"{points.Length - MostPlanned} smaller points were not looked at, and may not fit {trainer.Environment.Device} either.")
            : forecast;
    }

    /// <summary>Such as <c>2 KiB for the data, and for a trial up to 32 KiB: parameters 16 B, … (batch_size=32,seed=0)</c>.</summary>
    public override string ToString() =>
        $"{ByteCount.Format(DataBytes)} for the data{(LargestMemory is null ? "" : $", and for a trial up to {LargestMemory} ({LargestTrial})")}";

    private MemoryForecast Warned(string warning) => this with { Warnings = Warnings.Add(warning) };

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
}
