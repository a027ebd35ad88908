using SweepDsl.Runtime.Kernels;

namespace SweepDsl.Runtime.Training;

/// <summary>What a precision means for buffers.</summary>
internal static class PrecisionElements
{
    /// <summary>How features and the weights they are multiplied by lie in memory.</summary>
    public static ElementType Elements(this Precision precision) => precision == Precision.Mixed ? ElementType.Float16 : ElementType.Float32;
}
