using System.Globalization;
using SweepDsl.Runtime.Vulkan;

namespace SweepDsl.Runtime.Training;

/// <summary>
/// How trials are spread over the cores of a software device. Waking threads for every dispatch, and waiting for the last of them, takes such a device longer than a small
/// kernel's arithmetic; a trial on threads of its own waits for no other.
/// </summary>
/// <param name="Workers">Trials trained at once.</param>
/// <param name="Threads">Threads of each.</param>
internal sealed record CoreSplit(int Workers, int Threads)
{
    /// <summary>What a user reads of it.</summary>
    public string Notice => string.Create(
        CultureInfo.InvariantCulture,
        $"Training {(Workers == 1 ? "one trial" : $"{Workers} trials")} at {(Workers == 1 ? "a time" : "once")}, {(Workers == 1 ? "" : "each ")}on {(Threads == 1 ? "a processor core" : $"{Threads} processor cores")} of its own.");

    /// <summary>The split of a device; null where it trains as it is: another device, a pack that the user chose, threads that the user chose, or one trial, which may have them all.</summary>
    /// <param name="device">The device.</param>
    /// <param name="cores">Processor cores that the process may use.</param>
    /// <param name="load">What is to be trained.</param>
    /// <param name="memory">The device's memory; every worker has the data once more.</param>
    public static CoreSplit? Of(GpuDeviceInfo device, int cores, Workload load, TrainerMemory memory)
    {
        if (!device.IsMesaSoftware || load.Pack.Trials is not null || load.Trials == 0)
        {
            return null;
        }

        long fitting = (memory.FreeBytes - memory.DataBytes) / Math.Max(1, memory.DataBytes + load.LargestTrialBytes);
        int workers = (int)Math.Min(Math.Min(cores, PackSize.Max), Math.Min(load.Trials, fitting));
        return load.IsTimed ? (cores > 1 && workers > 0 ? new CoreSplit(workers, 1) : null)
            : workers > 1 ? new CoreSplit(workers, cores / workers)
            : null;
    }
}
