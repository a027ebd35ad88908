using SweepDsl.Runtime.Kernels;

namespace SweepDsl.Runtime.Network.Layers;

/// <summary>Makes a vector of an image. Nothing moves: the next dense layer orders its weights by the image's extents.</summary>
internal sealed class FlattenLayer(LayerPlace place, FeatureShape input) : Layer(place, "flatten", input, input with { IsFlat = true })
{
    /// <inheritdoc/>
    public override LayerPass? Forward(PassBuilder pass, BufferView input) => null;
}
