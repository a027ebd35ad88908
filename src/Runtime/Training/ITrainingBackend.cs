using SweepDsl.Runtime.Vulkan;

namespace SweepDsl.Runtime.Training;

/// <summary>Finds devices and opens trainers on them.</summary>
public interface ITrainingBackend
{
    /// <summary>All devices, usable or not, in the order of their indices.</summary>
    IReadOnlyList<DeviceDescription> Devices();

    /// <summary>Checks everything a run needs: libraries, drivers, compiler, devices.</summary>
    IReadOnlyList<DoctorFinding> Diagnose();

    /// <summary>Opens the device or the devices, loads (or downloads) the data and holds them.</summary>
    /// <param name="setup">The data and the device.</param>
    /// <param name="stop">Ends a download; throws <see cref="OperationCanceledException"/> then.</param>
    /// <returns>A trainer for each device; at least one.</returns>
    /// <exception cref="SweepException">No usable device (3), or data missing or damaged (4).</exception>
    IReadOnlyList<ITrialTrainer> Open(TrainerSetup setup, CancellationToken stop);
}
