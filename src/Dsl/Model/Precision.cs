namespace SweepDsl.Dsl.Model;

/// <summary>How features and the weights they are multiplied by lie in the device's memory.</summary>
public enum Precision
{
    /// <summary>In float32.</summary>
    Float32,

    /// <summary>In float16; sums, parameters and their gradients in float32.</summary>
    Mixed,
}
