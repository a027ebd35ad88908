using SweepDsl.Runtime.Tests.Sweeps;
using SweepDsl.Runtime.Training;
using SweepDsl.Runtime.Vulkan;

namespace SweepDsl.Runtime.Tests.Cli;

/// <summary>A machine with one device, or whatever a test wants.</summary>
internal sealed class FakeBackend : ITrainingBackend
{
    public IReadOnlyList<DeviceDescription> DeviceList { get; init; } = [new(0, "Fake GPU", "discrete", "fake 1.0", "1.3.0", 8L << 30, null)];

    public IReadOnlyList<DoctorFinding> Checks { get; init; } = [new("Vulkan loader", true, "libvulkan.so.1", null)];

    public FakeTrainer Trainer { get; init; } = new();

    /// <summary>Trainers of further devices, when all are asked for.</summary>
    public IReadOnlyList<FakeTrainer> OtherTrainers { get; init; } = [];

    public List<TrainerSetup> Setups { get; } = [];

    public IReadOnlyList<DeviceDescription> Devices() => DeviceList;

    public IReadOnlyList<DoctorFinding> Diagnose() => Checks;

    public Action<TrainerSetup> Opening { get; init; } = static _ => { };

    public IReadOnlyList<ITrialTrainer> Open(TrainerSetup setup, CancellationToken stop)
    {
        Setups.Add(setup);
        Opening(setup);
        return [Trainer, .. OtherTrainers];
    }
}
