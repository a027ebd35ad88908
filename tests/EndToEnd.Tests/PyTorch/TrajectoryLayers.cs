using System.Text.Json.Nodes;
using SweepDsl.Runtime.Network;
using SweepDsl.Runtime.Tests.Reference;

namespace SweepDsl.EndToEnd.Tests.PyTorch;

/// <summary>The layers of a network as <c>trajectory.py</c> reads them.</summary>
public static class TrajectoryLayers
{
    /// <summary>One object for each layer of the definition, in order.</summary>
    public static JsonArray Json(NetworkDefinition network) => Json(network.Layers, network.Input).Layers;

    private static (JsonArray Layers, FeatureShape Output) Json(ImmutableArray<LayerDefinition> definitions, FeatureShape input)
    {
        JsonArray layers = [];
        ReferenceLayers shapes = new(seed: 0);
        FeatureShape shape = input;
        foreach (LayerDefinition layer in definitions)
        {
            layers.Add(Json(layer, shape));
            (_, shape) = shapes.Way("", [layer], shape);
        }

        return (layers, shape);
    }

    private static JsonObject Json(LayerDefinition layer, FeatureShape input) => layer switch
    {
        Conv2dDefinition conv => Windowed("conv2d", Window2d.Of(input, conv.Kernel, conv.Stride, conv.Padding), ("activation", conv.Activation.Name), ("bias", conv.Bias), ("groups", conv.Groups)),
        DepthwiseConv2dDefinition conv => Windowed("conv2d", Window2d.Of(input, conv.Kernel, conv.Stride, conv.Padding), ("activation", conv.Activation.Name), ("bias", conv.Bias), ("groups", input.Channels)),
        DenseDefinition dense => new JsonObject { ["type"] = "dense", ["activation"] = dense.Activation.Name, ["bias"] = dense.Bias },
        MaxPool2dDefinition pool => Windowed("max_pool2d", Window2d.Of(input, pool.Window, pool.Stride, pool.Padding)),
        AvgPool2dDefinition pool => Windowed("avg_pool2d", Window2d.Of(input, pool.Window, pool.Stride, pool.Padding)),
        GlobalAvgPool2dDefinition => new JsonObject { ["type"] = "global_avg_pool2d" },
        FlattenDefinition => new JsonObject { ["type"] = "flatten" },
        ActivationDefinition activation => new JsonObject { ["type"] = "activation", ["activation"] = activation.Activation.Name },
        BatchNormDefinition norm => Ghost(norm.Ghost, new JsonObject
        {
            ["type"] = "batch_norm", ["momentum"] = norm.Momentum, ["epsilon"] = norm.Epsilon, ["activation"] = norm.Activation.Name,
        }),
        LayerNormDefinition norm => new JsonObject { ["type"] = "layer_norm", ["epsilon"] = norm.Epsilon, ["activation"] = norm.Activation.Name },
        GroupNormDefinition norm => new JsonObject { ["type"] = "group_norm", ["groups"] = norm.Groups, ["epsilon"] = norm.Epsilon, ["activation"] = norm.Activation.Name },
        ResidualDefinition residual => new JsonObject
        {
            ["type"] = "residual",
            ["layers"] = Json(residual.Layers, input).Layers,
            ["shortcut"] = Json(residual.Shortcut, input).Layers,
            ["activation"] = residual.Activation.Name,
        },
        ConcatDefinition concat => new JsonObject { ["type"] = "concat", ["branches"] = new JsonArray([.. concat.Branches.Select(branch => Json(branch, input).Layers)]) },
        _ => throw new InvalidOperationException($"PyTorch cannot follow {layer}."),
    };

    private static JsonObject Ghost(int? examples, JsonObject layer)
    {
        if (examples is { } ghost)
        {
            layer["ghost"] = ghost;
        }

        return layer;
    }

    private static JsonObject Windowed(string type, Window2d window, params (string Key, JsonNode Value)[] more)
    {
        JsonObject layer = new()
        {
            ["type"] = type,
            ["window"] = new JsonArray(window.Height, window.Width),
            ["stride"] = new JsonArray(window.StrideY, window.StrideX),
            ["padding"] = new JsonArray(window.PadTop, window.PadBottom, window.PadLeft, window.PadRight),
        };
        foreach ((string key, JsonNode value) in more)
        {
            layer[key] = value;
        }

        return layer;
    }
}
