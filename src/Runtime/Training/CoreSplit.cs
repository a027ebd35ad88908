using SweepDsl.Runtime.Vulkan;

namespace SweepDsl.Runtime.Training;

/// <summary>
/// How trials are spread over the processors of a software device. Waking threads for every dispatch, and waiting for the last of them, takes such a device longer than a small
/// kernel's arithmetic; a trial on threads of its own waits for no other.
/// </summary>
/// <param name="Workers">Trials trained at once.</param>
/// <param name="Threads">Threads of each.</param>
internal sealed record CoreSplit(int Workers, int Threads)
{
    /// <summary>The split of a device; null where it trains as it is: another device, a pack that the user chose, or one trial, which may have all processors.</summary>
    /// <param name="device">The device.</param>
    /// <param name="processors">Processors (hardware threads) that this program may use.</param>
    /// <param name="load">What is to be trained.</param>
    /// <param name="memory">The device's memory; every worker has the data once more.</param>
    public static CoreSplit? Of(GpuDeviceInfo device, int processors, Workload load, TrainerMemory memory)
    {
        if (!device.IsMesaSoftware || processors == 1 || load.Pack.Trials is not null)
        {
            return null;
        }

        long fitting = memory.FreeBytes / Math.Max(1, memory.DataBytes + (load.Held * load.TrialBytes));
        int workers = (int)Math.Min(Math.Min(processors, PackSize.Max), Math.Min(load.Requests.Count, fitting));
        bool isTimed = load.IsTimed;
        return workers < (isTimed ? 1 : 2) ? null : new CoreSplit(workers, isTimed ? 1 : processors / workers);
    }
}
