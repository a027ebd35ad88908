using System.Collections.Immutable;
using SweepDsl.Runtime.Kernels.Planning;

namespace SweepDsl.Runtime.Training.Device;

/// <summary>A trial's loss scale: GLSL's <c>LossScale</c> on the device, a tensor of floats in checkpoints.</summary>
/// <param name="Scale">What the loss's gradient is multiplied by; a power of two.</param>
/// <param name="GoodUpdates">Updates in a row whose gradients were finite, since the scale changed.</param>
/// <param name="NotFinite">1 if a gradient of the last update was not finite, which the next update answers for; else 0.</param>
internal readonly record struct LossScaleState(float Scale, uint GoodUpdates, uint NotFinite)
{
    private const string TensorName = "loss_scale";

    /// <summary>What training starts with.</summary>
    public static LossScaleState First { get; } = new(LossScaleKernels.First, 0, 0);

    /// <summary>The words on the device.</summary>
    public uint[] Words => [BitConverter.SingleToUInt32Bits(Scale), GoodUpdates, NotFinite, 0];

    /// <summary>From the words on the device.</summary>
    public static LossScaleState Of(ReadOnlySpan<uint> words) => new(BitConverter.UInt32BitsToSingle(words[0]), words[1], words[2]);

    /// <summary>From a checkpoint's tensors; one without a loss scale starts with the first.</summary>
    public static LossScaleState From(ImmutableArray<NamedTensor> tensors) =>
        tensors.FirstOrDefault(tensor => tensor.Name == TensorName) is { Values: [var scale, var good, var notFinite] } ? new(scale, (uint)good, (uint)notFinite) : First;

    /// <summary>For a checkpoint.</summary>
    public NamedTensor ToTensor() => new(TensorName, [3], [Scale, GoodUpdates, NotFinite]);
}
