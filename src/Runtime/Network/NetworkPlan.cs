using System.Collections.Immutable;
using SweepDsl.Runtime.Kernels;

namespace SweepDsl.Runtime.Network;

/// <summary>A network with all shapes known and all parameters placed: what a trial trains.</summary>
public sealed class NetworkPlan
{
    private NetworkPlan(NetworkDefinition definition, ImmutableArray<Layer> layers)
    {
        Definition = definition;
        Layers = layers;
        Parameters = [.. layers.SelectMany(layer => layer.Parameters)];
        MultiplyAdds = definition.Input.Elements + layers.Sum(MultiplyAddsOf);
    }

    /// <summary>The network as the experiment describes it.</summary>
    public NetworkDefinition Definition { get; }

    /// <summary>The layers, in order.</summary>
    public ImmutableArray<Layer> Layers { get; }

    /// <summary>All parameter tensors, in the order of the layers.</summary>
    public ImmutableArray<ParameterTensor> Parameters { get; }

    /// <summary>Number of trained values.</summary>
    public int ParameterCount => Parameters.Sum(tensor => tensor.Layout.Elements);

    /// <summary>Length of the flat parameter buffer in floats, gaps included.</summary>
    public int FlatLength => Parameters.IsEmpty ? 0 : Parameters[^1].FloatEnd;

    /// <summary>Shape of one example's logits.</summary>
    public FeatureShape Output => Layers.IsEmpty ? Definition.Input : Layers[^1].Output;

    /// <summary>About what one example costs forward, in multiply-adds: the terms of all products, and one for each value handed on.</summary>
    public double MultiplyAdds { get; }

    /// <summary>Infers the shapes and places the parameters.</summary>
    /// <exception cref="ArgumentException">A layer does not fit what comes before it; the message names the layer and both shapes.</exception>
    public static NetworkPlan Create(NetworkDefinition definition)
    {
        ImmutableArray<Layer>.Builder layers = ImmutableArray.CreateBuilder<Layer>(definition.Layers.Length);
        FeatureShape shape = definition.Input;
        int floatOffset = 0;
        foreach (LayerDefinition layerDefinition in definition.Layers)
        {
            Layer layer = LayerFactory.Create(layerDefinition, layers.Count, shape, floatOffset);
            shape = layer.Output;
            floatOffset = layer.Parameters.IsEmpty ? floatOffset : layer.Parameters[^1].FloatEnd;
            layers.Add(layer);
        }

        return new NetworkPlan(definition, layers.ToImmutable());
    }

    /// <summary>Adds the forward dispatches of all layers.</summary>
    /// <param name="pass">The pass.</param>
    /// <param name="input">The batch's inputs, [batch, height, width, channels].</param>
    /// <returns>The part of each layer that does something in this pass, in order.</returns>
    public ImmutableArray<LayerPass> Forward(PassBuilder pass, BufferView input)
    {
        ImmutableArray<LayerPass>.Builder passes = ImmutableArray.CreateBuilder<LayerPass>();
        for (int i = 0; i < Layers.Length; i++)
        {
            BufferView features = passes.Count == 0 ? input : passes[^1].Output;
            if (i + 1 < Layers.Length && Layers[i].ForwardWith(pass, features, Layers[i + 1]) is { } both)
            {
                passes.Add(both);
                i++;
            }
            else if (Layers[i].Forward(pass, features) is { } one)
            {
                passes.Add(one);
            }
        }

        return passes.ToImmutable();
    }

    /// <summary>Adds the backward dispatches of all layers down to the first that has parameters.</summary>
    /// <param name="pass">The pass.</param>
    /// <param name="forward">What <see cref="Forward"/> returned.</param>
    /// <param name="logitsGradient">Gradient of the loss with respect to the logits.</param>
    public void Backward(PassBuilder pass, ImmutableArray<LayerPass> forward, BufferView logitsGradient)
    {
        int first = forward.TakeWhile(layerPass => layerPass.Layer.Parameters.IsEmpty).Count();
        BufferView gradient = logitsGradient;
        if (first < forward.Length && forward[^1].Pending is { } lastActivation)
        {
            gradient = pass.Through(lastActivation, gradient, Output, $"{forward[^1].Layer.Name}.activation_backward");
        }

        for (int i = forward.Length - 1; i >= first; i--)
        {
            gradient = forward[i].BackwardFused(pass, gradient);
            forward[i].BackwardParameters(pass, gradient);
            if (i > first)
            {
                gradient = forward[i].BackwardInput(pass, gradient, forward[i - 1].Pending);
            }
        }
    }

    private static double MultiplyAddsOf(Layer layer) =>
        layer.Output.Elements * (1.0 + layer.Parameters.Where(tensor => tensor.Role == ParameterRole.Weight).Sum(tensor => tensor.FanIn));
}
