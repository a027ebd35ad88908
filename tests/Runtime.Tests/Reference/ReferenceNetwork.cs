using SweepDsl.Runtime.Network;
using SweepDsl.Runtime.Training;

namespace SweepDsl.Runtime.Tests.Reference;

/// <summary>A network in double precision, layer after layer in plain loops; tensors are in the device's order.</summary>
public sealed class ReferenceNetwork
{
    private readonly List<double[]> _layerInputs = [];

    /// <summary>The network of a definition; all parameters are 0 until loaded.</summary>
    /// <param name="definition">The network.</param>
    /// <param name="seed">The trial's seed, for dropout.</param>
    public ReferenceNetwork(NetworkDefinition definition, uint seed = 0)
    {
        (ImmutableArray<ReferenceLayer> layers, Output) = new ReferenceLayers(seed).Make(definition);
        Layers = [.. layers];
    }

    /// <summary>The layers; a test may put a wrong one in the place of another.</summary>
    public List<ReferenceLayer> Layers { get; }

    /// <summary>Shape of one example's outputs.</summary>
    public FeatureShape Output { get; }

    /// <summary>All parameter tensors, in the order of the layers, each layer's weight before its bias.</summary>
    public IEnumerable<ReferenceParameter> Parameters => Layers.SelectMany(layer => layer.Parameters);

    /// <summary>What layers keep for evaluations, in the order of the layers.</summary>
    public IEnumerable<ReferenceParameter> RunningStatistics => Layers.SelectMany(layer => layer.RunningStatistics);

    /// <summary>Takes all parameters and running statistics from tensors in the file's order.</summary>
    public void Load(IEnumerable<NamedTensor> tensors)
    {
        Dictionary<string, NamedTensor> byName = tensors.ToDictionary(tensor => tensor.Name);
        foreach (ReferenceParameter parameter in Parameters.Concat(RunningStatistics))
        {
            parameter.Load(byName[parameter.Name]);
        }
    }

    /// <summary>Takes all parameters from a draw with standard deviation sqrt(2 / fan-in), biases too, so that none is special.</summary>
    public void Draw(int seed)
    {
        Random random = new(seed);
        foreach (ReferenceParameter parameter in Parameters)
        {
            double scale = Math.Sqrt(6.0 / Math.Max(parameter.Values.Length / parameter.FileShape[0], 6));
            for (int i = 0; i < parameter.Values.Length; i++)
            {
                parameter.Values[i] = (float)(((2 * random.NextDouble()) - 1) * scale);
            }
        }
    }

    /// <summary>The outputs of a batch; what the layers got is kept for <see cref="Backward"/>.</summary>
    public double[] Forward(ReferenceBatch batch)
    {
        _layerInputs.Clear();
        double[] values = batch.Inputs;
        foreach (ReferenceLayer layer in Layers)
        {
            _layerInputs.Add(values);
            values = layer.Forward(values, batch);
        }

        return values;
    }

    /// <summary>Sets the gradients of all parameters from that of the outputs, after <see cref="Forward"/> of the same batch. Gives the gradient of the inputs.</summary>
    public double[] Backward(ReferenceBatch batch, double[] outputGradient)
    {
        double[] gradient = outputGradient;
        for (int i = Layers.Count - 1; i >= 0; i--)
        {
            LayerGradients gradients = Layers[i].Backward(_layerInputs[i], gradient, batch);
            gradient = gradients.Input;
            for (int p = 0; p < Layers[i].Parameters.Length; p++)
            {
                Layers[i].Parameters[p].Gradient = gradients.Parameters[p];
            }
        }

        return gradient;
    }
}
