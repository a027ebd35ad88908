namespace SweepDsl.Runtime.Training;

/// <summary>How features and the weights they are multiplied by lie in the device's memory. Sums, parameters, their gradients and the loss are float32 either way.</summary>
public enum Precision
{
    /// <summary>All in float32.</summary>
    Float32,

    /// <summary>Features, their gradients and a copy of the weights in float16; the loss is scaled so that gradients neither vanish nor overflow.</summary>
    Mixed,
}
