using SweepDsl.Runtime.Kernels;

namespace SweepDsl.Runtime.Network;

/// <summary>
/// One parameter tensor of a network and its place in the flat parameter buffer; its gradient has the same place in the gradient buffer. Running statistics are such tensors too, in a flat
/// buffer of their own that no gradient belongs to.
/// </summary>
/// <param name="Name">Name in files, such as <c>layers.0.weight</c>.</param>
/// <param name="Layer">Its layer's <see cref="LayerPlace.Stream"/>.</param>
/// <param name="Role">What it does.</param>
/// <param name="Layout">Its order in files and on the device.</param>
/// <param name="FanIn">Inputs that each output of the layer sums.</param>
/// <param name="FanOut">Outputs that each input of the layer feeds.</param>
/// <param name="Initializer">How its initial values are drawn.</param>
/// <param name="FloatOffset">First value in the flat buffer; a multiple of <see cref="Alignment"/>.</param>
public sealed record ParameterTensor(
    string Name, int Layer, ParameterRole Role, WeightLayout Layout, int FanIn, int FanOut, Initializer Initializer, int FloatOffset)
{
    /// <summary>Tensors start at multiples of this many values, 256 bytes of float16, so that each may be bound by itself on every device; the gaps stay 0.</summary>
    public const int Alignment = 128;

    /// <summary>First value after the tensor and its gap.</summary>
    public int FloatEnd => checked((FloatOffset + Layout.Elements + Alignment - 1) / Alignment * Alignment);

    /// <summary>The tensor's part of a flat buffer: parameters, weights or gradients.</summary>
    public BufferView In(LogicalBuffer flat) => new(flat, FloatOffset * (long)flat.Elements.ByteLength, Layout.Elements * (long)flat.Elements.ByteLength);
}

/// <summary>What a parameter tensor does in its layer.</summary>
public enum ParameterRole
{
    /// <summary>It multiplies the input.</summary>
    Weight,

    /// <summary>It is added to the product, or to what is normalised.</summary>
    Bias,

    /// <summary>It multiplies what is normalised.</summary>
    Scale,

    /// <summary>The mean that an evaluation takes off; not trained.</summary>
    RunningMean,

    /// <summary>The variance by which an evaluation divides; not trained.</summary>
    RunningVariance,
}
