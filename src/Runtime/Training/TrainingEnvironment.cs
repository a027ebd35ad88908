namespace SweepDsl.Runtime.Training;

/// <summary>What a trial's bits depend on besides its definition.</summary>
/// <param name="Device">The device's name.</param>
/// <param name="Driver">The driver's name and version.</param>
/// <param name="Version">Version of this program.</param>
/// <param name="Kernels">Hash of all shader sources that kernels are built from.</param>
public sealed record TrainingEnvironment(string Device, string Driver, string Version, string Kernels);
