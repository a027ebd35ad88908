using System.Text.Json;
using SweepDsl.Runtime.Kernels;
using SweepDsl.Runtime.Network;
using SweepDsl.Runtime.Sweeps;

namespace SweepDsl.Runtime.Tests.Sweeps;

public sealed class DefinitionReadingTests
{
    private static readonly Conv2dDefinition Conv = new(3, new Extent(3, 2), new Extent(2, 1), Padding.Explicit(1), Activations.Gelu, Bias: false, Initializer.GlorotUniform);

    private static readonly ImmutableArray<LayerDefinition> Layers =
    [
        Conv,
        Conv with { Padding = Padding.Same, Bias = true },
        Conv with { Groups = 3 },
        new DepthwiseConv2dDefinition(new Extent(3, 2), 2, new Extent(2, 1), Padding.Same, Activations.Relu, Bias: true, Initializer.HeNormal),
        new BatchNormDefinition(0.2, 1e-4, null, Activations.Relu),
        new BatchNormDefinition(0.1, 1e-5, 32, Activations.Identity),
        new LayerNormDefinition(1e-3, Activations.Gelu),
        new GroupNormDefinition(3, 1e-5, Activations.Silu),
        new MaxPool2dDefinition(new Extent(2, 3), new Extent(1, 2), Padding.Valid),
        new AvgPool2dDefinition(new Extent(2, 3), new Extent(1, 2), Padding.Same),
        new ResidualDefinition([Conv, new DropoutDefinition(0.25)], [Conv], Activations.Silu),
        new ConcatDefinition([[], [Conv], [new ResidualDefinition([], [], Activations.Identity)]]),
        new ActivationDefinition(Activations.LeakyRelu),
        new GlobalAvgPool2dDefinition(),
        new FlattenDefinition(),
        new DropoutDefinition(0.1),
        new DenseDefinition(10, Activations.Tanh, Bias: false, Initializer.PyTorch),
    ];

    [Test]
    public void Every_kind_of_layer_reads_back_as_it_was_written()
    {
        NetworkDefinition network = new(new FeatureShape(3, 8, 6), Layers);

        NetworkDefinition read = DefinitionJson.ReadNetwork(Write(network));

        Assert.That(read.Input, Is.EqualTo(network.Input));
        Assert.That(read.Layers, Is.EqualTo(network.Layers));
    }

    [Test]
    public void This_test_has_every_kind_of_layer() => Assert.That(
        Layers.Select(layer => layer.GetType()).Distinct(),
        Is.EquivalentTo(typeof(LayerDefinition).Assembly.GetTypes().Where(type => type.IsSubclassOf(typeof(LayerDefinition)) && !type.IsAbstract)));

    [TestCase("\"gelu\"", "\"mish\"", "shaders/activations/mish.glsl is missing")]
    [TestCase("\"conv2d\"", "\"conv9d\"", "no layer 'conv9d'")]
    [TestCase("\"GlorotUniform\"", "\"7\"", "no 'init' of '7'")]
    [TestCase("[8,6,3]", "[8,6]", "is no shape")]
    public void What_this_program_does_not_know_is_told(string known, string unknown, string reason)
    {
        string json = Write(new NetworkDefinition(new FeatureShape(3, 8, 6), Layers)).GetRawText().Replace(known, unknown);

        Assert.That(() => DefinitionJson.ReadNetwork(JsonDocument.Parse(json).RootElement), Throws.TypeOf<FormatException>().With.Message.Contains(reason));
    }

    private static JsonElement Write(NetworkDefinition network)
    {
        using MemoryStream stream = new();
        using (Utf8JsonWriter json = new(stream))
        {
            json.WriteStartObject();
            DefinitionJson.Write(json, "network", network);
            json.WriteEndObject();
        }

        return JsonDocument.Parse(stream.ToArray()).RootElement.GetProperty("network");
    }
}
