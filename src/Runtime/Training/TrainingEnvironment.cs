namespace SweepDsl.Runtime.Training;

/// <summary>What a trial's bits depend on besides its definition.</summary>
/// <param name="Device">The device's name.</param>
/// <param name="Driver">The driver's name and version.</param>
/// <param name="Version">Version of this program.</param>
/// <param name="Kernels">Hash of all shader sources that kernels are built from, and of what the compiler says of itself.</param>
public sealed record TrainingEnvironment(string Device, string Driver, string Version, string Kernels)
{
    /// <summary>The unit for matrices that products of float16 were made in, such as <c>16x16x16 KHR</c>; null where none was, as in trainings of float32.</summary>
    public string? MatrixUnit { get; init; }

    /// <summary>What is not the same, such as <c>device A where this is device B</c>.</summary>
    public string DifferenceFrom(TrainingEnvironment other)
    {
        (string What, string Own, string Other)[] parts =
        [
            ("device", Device, other.Device), ("driver", Driver, other.Driver), ("version", Version, other.Version), ("kernels", Kernels, other.Kernels),
            ("unit for matrices", MatrixUnit ?? "none", other.MatrixUnit ?? "none"),
        ];
        return string.Join(", ", parts.Where(part => part.Own != part.Other).Select(part => $"{part.What} '{part.Own}' where this is '{part.Other}'"));
    }
}
