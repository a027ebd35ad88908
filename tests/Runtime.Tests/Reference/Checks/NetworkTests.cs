using SweepDsl.Runtime.Network;
using SweepDsl.Runtime.Training;

namespace SweepDsl.Runtime.Tests.Reference.Checks;

/// <summary>The reference network and its training hold every check, and every mutant of them fails one.</summary>
public sealed class NetworkTests
{
    private static readonly NetworkMaker Right = definition => new ReferenceNetwork(definition, seed: 5);

    private static IEnumerable<Check<NetworkMaker>> Checks => NetworkChecks.All;

    private static IEnumerable<Mutant<NetworkMaker>> Mutants =>
    [
        new("A convolution drops its bias gradient", With("conv2d", layer => Backward(layer, (g, _) => g with { Parameters = [g.Parameters[0], .. g.Parameters.Skip(1).Select(p => new double[p.Length])] }))),
        new("A dense layer drops its bias gradient", With("dense", layer => Backward(layer, (g, _) => g with { Parameters = [g.Parameters[0], .. g.Parameters.Skip(1).Select(p => new double[p.Length])] }))),
        new("A dense layer passes no gradient on", With("dense", layer => Backward(layer, (g, _) => g with { Input = new double[g.Input.Length] }))),
        new("The batch divides the gradient twice", With("dense", layer => Backward(layer, (g, batch) => new LayerGradients(g.Input, [.. g.Parameters.Select(p => Scaled(p, 1.0 / batch.Count))])))),
        new("The batch does not divide the gradient", With("dense", layer => Backward(layer, (g, batch) => new LayerGradients(g.Input, [.. g.Parameters.Select(p => Scaled(p, batch.Count))])))),
        new("gelu's gradient is skipped", With("gelu", layer => layer with { Backward = (_, dy, _) => new LayerGradients(dy) })),
        new("tanh's gradient is taken at its output", With("tanh", layer => layer with { Backward = (x, dy, batch) => layer.Backward(layer.Forward(x, batch), dy, batch) })),
        new("relu's gradient is taken at an older input", With("relu", layer => layer with { Backward = (x, dy, batch) => layer.Backward([.. x.Reverse()], dy, batch) })),
        new("Dropout is skipped on the way back", With("dropout", layer => layer with { Backward = (_, dy, _) => new LayerGradients(dy) })),
        new("Dropout draws anew on the way back", With("dropout", layer => layer with { Backward = (x, dy, batch) => layer.Backward(x, dy, batch with { Epoch = batch.Epoch + 1 }) })),
        new("Dropout acts in evaluation too", With("dropout", layer => layer with { Forward = (x, batch) => layer.Forward(x, batch with { IsTraining = true }) })),
        new("Dropout goes by the place in the batch", With("dropout", layer => new ReferenceLayer(layer.Name) { Forward = (x, batch) => layer.Forward(x, ByPlace(batch)), Backward = (x, dy, batch) => layer.Backward(x, dy, ByPlace(batch)) })),
        new("The last example is left out of the gradient", With("dense", layer => layer with { Backward = (x, dy, batch) => layer.Backward(x, [.. dy.Select((d, i) => i < dy.Length - (dy.Length / batch.Count) ? d : 0)], batch) })),
        new("The pool's gradient is added twice", With("max_pool2d", layer => Backward(layer, (g, _) => new LayerGradients(Scaled(g.Input, 2))))),
        new("The global mean passes its gradient on undivided", With("avg_pool2d", layer => layer with { Backward = (x, dy, batch) => new LayerGradients(Scaled(layer.Backward(x, dy, batch).Input, 25)) })),
        new("A residual drops the gradient of its input's other way", With("residual", layer => Backward(layer, (g, _) => g with { Input = Scaled(g.Input, 0.5) }))),
        new("A residual adds nothing", With("residual", layer => layer with { Forward = (x, batch) => Scaled(layer.Forward(x, batch), 0.5) })),
        new("A batch norm passes its gradient on as it comes", With("batch_norm", layer => layer with { Backward = (x, dy, batch) => layer.Backward(x, dy, batch) with { Input = dy } })),
        new("A batch norm hands back gradients that do not add up to 0", With("batch_norm", layer => Backward(layer, (g, _) => g with { Input = [.. g.Input.Select(d => d + 0.01)] }))),
        new("A batch norm's scale has the shift's gradient", With("batch_norm", layer => Backward(layer, (g, _) => g with { Parameters = [g.Parameters[1], g.Parameters[1]] }))),
        new("A batch norm normalises by running statistics in training", With("batch_norm", layer => layer with { Forward = (x, batch) => layer.Forward(x, batch with { IsTraining = false }) })),
        new("A batch norm normalises by the batch in evaluation", With("batch_norm", layer => layer with { Forward = (x, batch) => layer.Forward(x, batch with { IsTraining = true }) })),
        new("Running statistics stay as they are", With("batch_norm", layer => layer with { Forward = (x, batch) => Still(layer, x, batch) })),
        new("A group norm passes its gradient on as it comes", With("group_norm", layer => layer with { Backward = (x, dy, batch) => layer.Backward(x, dy, batch) with { Input = dy } })),
        new("A layer norm passes its gradient on as it comes", With("layer_norm", layer => layer with { Backward = (x, dy, batch) => layer.Backward(x, dy, batch) with { Input = dy } })),
        new("A layer norm's scale has the shift's gradient", With("layer_norm", layer => Backward(layer, (g, _) => g with { Parameters = [g.Parameters[1], g.Parameters[1]] }))),
        new("A group norm takes its statistics over the batch", With("group_norm", layer => layer with { Forward = (x, batch) => layer.Forward([.. x.Chunk(x.Length / batch.Count).Reverse().SelectMany(one => one)], batch) })),
        new("A grouped convolution drops its bias gradient", With("grouped_conv2d", layer => Backward(layer, (g, _) => g with { Parameters = [g.Parameters[0], .. g.Parameters.Skip(1).Select(p => new double[p.Length])] }))),
        new("A grouped convolution hands its channels' gradients to each other", With("grouped_conv2d", layer => Backward(layer, (g, _) => g with { Input = [.. g.Input.Reverse()] }))),
        new("Branches change places", With("concat", layer => layer with { Forward = (x, batch) => [.. layer.Forward(x, batch).Reverse()] })),
    ];

    [TestCaseSource(nameof(Checks))]
    public void Reference_holds(Check<NetworkMaker> check) => check.Run(Right).AssertWithin(check.Name);

    [TestCaseSource(nameof(Mutants))]
    public void Mutant_is_caught(Mutant<NetworkMaker> mutant) => mutant.AssertCaught(Checks);

    [Test]
    public void A_dense_layer_on_an_image_orders_its_file_as_a_convolution_over_the_whole_image()
    {
        FeatureShape image = new(3, 4, 2);
        ReferenceNetwork dense = new(new NetworkDefinition(image, [new DenseDefinition(5, TestNetworks.Word("identity"), true, Initializer.Zeros)]));
        ReferenceNetwork conv = new(new NetworkDefinition(
            image, [new Conv2dDefinition(5, new Extent(4, 2), new Extent(1, 1), Padding.Valid, TestNetworks.Word("identity"), true, Initializer.Zeros)]));
        float[] weights = [.. Draw.Uniform(1, 5 * 24).Select(w => (float)w)];
        NamedTensor bias = new("layers.0.bias", [5], [1, 2, 3, 4, 5]);
        dense.Load([new NamedTensor("layers.0.weight", [5, 24], weights), bias]);
        conv.Load([new NamedTensor("layers.0.weight", [5, 3, 4, 2], weights), bias]);
        ReferenceBatch batch = new(Draw.Uniform(2, 3 * 24), [0, 1, 2]);

        Equality.Of(dense.Forward(batch), conv.Forward(batch)).AssertWithin("dense and convolution");
        Assert.That(dense.Parameters.First().InFileOrder(dense.Parameters.First().Values), Is.EqualTo(weights.Select(w => (double)w)));
    }

    private static NetworkMaker With(string layerName, Func<ReferenceLayer, ReferenceLayer> change) => definition =>
    {
        ReferenceNetwork network = Right(definition);
        for (int i = 0; i < network.Layers.Count; i++)
        {
            network.Layers[i] = network.Layers[i].Name.EndsWith(layerName, StringComparison.Ordinal) ? change(network.Layers[i]) : network.Layers[i];
        }

        return network;
    };

    private static ReferenceLayer Backward(ReferenceLayer layer, Func<LayerGradients, ReferenceBatch, LayerGradients> change) =>
        layer with { Backward = (x, dy, batch) => change(layer.Backward(x, dy, batch), batch) };

    private static double[] Scaled(double[] values, double factor) => [.. values.Select(value => factor * value)];

    private static double[] Still(ReferenceLayer layer, double[] x, ReferenceBatch batch)
    {
        double[][] before = [.. layer.RunningStatistics.Select(statistic => statistic.Values.ToArray())];
        double[] y = layer.Forward(x, batch);
        for (int i = 0; i < before.Length; i++)
        {
            before[i].CopyTo(layer.RunningStatistics[i].Values, 0);
        }

        return y;
    }

    private static ReferenceBatch ByPlace(ReferenceBatch batch) => batch with { Examples = [.. batch.Examples.Select((_, b) => (uint)b)] };
}
