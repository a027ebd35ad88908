using System.Text.Json.Nodes;
using SweepDsl.Runtime.Network;
using SweepDsl.Runtime.Tests.Reference;

namespace SweepDsl.EndToEnd.Tests.PyTorch;

/// <summary>The layers of a network as <c>trajectory.py</c> reads them.</summary>
public static class TrajectoryLayers
{
    /// <summary>One object for each layer of the definition, in order.</summary>
    public static JsonArray Json(NetworkDefinition network)
    {
        JsonArray layers = [];
        ReferenceLayers shapes = new(seed: 0);
        FeatureShape shape = network.Input;
        foreach ((int index, LayerDefinition layer) in network.Layers.Index())
        {
            layers.Add(Json(layer, shape));
            (_, shape) = shapes.Make(index, layer, shape);
        }

        return layers;
    }

    private static JsonObject Json(LayerDefinition layer, FeatureShape input) => layer switch
    {
        Conv2dDefinition conv => Windowed("conv2d", Window2d.Of(input, conv.Kernel, conv.Stride, conv.Padding), ("activation", conv.Activation.Name), ("bias", conv.Bias)),
        DenseDefinition dense => new JsonObject { ["type"] = "dense", ["activation"] = dense.Activation.Name, ["bias"] = dense.Bias },
        MaxPool2dDefinition pool => Windowed("max_pool2d", Window2d.Of(input, pool.Window, pool.Stride, pool.Padding)),
        AvgPool2dDefinition pool => Windowed("avg_pool2d", Window2d.Of(input, pool.Window, pool.Stride, pool.Padding)),
        GlobalAvgPool2dDefinition => new JsonObject { ["type"] = "global_avg_pool2d" },
        FlattenDefinition => new JsonObject { ["type"] = "flatten" },
        ActivationDefinition activation => new JsonObject { ["type"] = "activation", ["activation"] = activation.Activation.Name },
        _ => throw new InvalidOperationException($"PyTorch cannot follow {layer}."),
    };

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
