using System.Collections.Immutable;
using System.Text.Json;
using SweepDsl.Runtime.Kernels;
using SweepDsl.Runtime.Network;

namespace SweepDsl.Runtime.Sweeps;

public static partial class DefinitionJson
{
    /// <summary>Reads a network; members that <see cref="Write(Utf8JsonWriter, string, NetworkDefinition)"/> does not write are passed over.</summary>
    /// <exception cref="FormatException">It has a kind of layer, an activation, an initializer or a padding that this program does not know.</exception>
    public static NetworkDefinition ReadNetwork(JsonElement json) => new(ReadShape(json.GetProperty("input")), ReadLayers(json.GetProperty("layers")));

    private static FeatureShape ReadShape(JsonElement json) => Integers(json) switch
    {
        [var length] => new FeatureShape(length, IsFlat: true),
        [var height, var width, var channels] => new FeatureShape(channels, height, width),
        _ => throw new FormatException($"{json.GetRawText()} is no shape; [height, width, channels] or [length] was expected."),
    };

    private static ImmutableArray<LayerDefinition> ReadLayers(JsonElement json) => [.. json.EnumerateArray().Select(ReadLayer)];

    private static LayerDefinition ReadLayer(JsonElement json) => json.GetProperty("kind").GetString() switch
    {
        "conv2d" => new Conv2dDefinition(
            json.GetProperty("filters").GetInt32(),
            ReadExtent(json, "kernel"),
            ReadExtent(json, "stride"),
            ReadPadding(json),
            ReadActivation(json),
            json.GetProperty("bias").GetBoolean(),
            ReadWord<Initializer>(json, "init"),
            ReadOptional(json, "groups") ?? 1),
        "depthwise_conv2d" => new DepthwiseConv2dDefinition(
            ReadExtent(json, "kernel"),
            json.GetProperty("multiplier").GetInt32(),
            ReadExtent(json, "stride"),
            ReadPadding(json),
            ReadActivation(json),
            json.GetProperty("bias").GetBoolean(),
            ReadWord<Initializer>(json, "init")),
        "dense" => new DenseDefinition(
            json.GetProperty("units").GetInt32(), ReadActivation(json), json.GetProperty("bias").GetBoolean(), ReadWord<Initializer>(json, "init")),
        "max_pool2d" => new MaxPool2dDefinition(ReadExtent(json, "window"), ReadExtent(json, "stride"), ReadPadding(json)),
        "avg_pool2d" => new AvgPool2dDefinition(ReadExtent(json, "window"), ReadExtent(json, "stride"), ReadPadding(json)),
        "global_avg_pool2d" => new GlobalAvgPool2dDefinition(),
        "flatten" => new FlattenDefinition(),
        "dropout" => new DropoutDefinition(json.GetProperty("rate").GetDouble()),
        "activation" => new ActivationDefinition(ReadActivation(json)),
        "batch_norm" => new BatchNormDefinition(
            json.GetProperty("momentum").GetDouble(), json.GetProperty("epsilon").GetDouble(), ReadOptional(json, "ghost"), ReadActivation(json)),
        "layer_norm" => new LayerNormDefinition(json.GetProperty("epsilon").GetDouble(), ReadActivation(json)),
        "group_norm" => new GroupNormDefinition(json.GetProperty("groups").GetInt32(), json.GetProperty("epsilon").GetDouble(), ReadActivation(json)),
        "residual" => new ResidualDefinition(ReadLayers(json.GetProperty("layers")), ReadLayers(json.GetProperty("shortcut")), ReadActivation(json)),
        "concat" => new ConcatDefinition([.. json.GetProperty("branches").EnumerateArray().Select(ReadLayers)]),
        var kind => throw new FormatException($"this program knows no layer '{kind}'."),
    };

    private static Activation ReadActivation(JsonElement json)
    {
        string? name = json.GetProperty("activation").GetString();
        return Activations.All.FirstOrDefault(activation => activation.Name == name)
            ?? throw new FormatException($"this program has no activation '{name}': shaders/activations/{name}.glsl is missing.");
    }

    private static Extent ReadExtent(JsonElement json, string key) => Integers(json.GetProperty(key)) is [var height, var width]
        ? new Extent(height, width)
        : throw new FormatException($"'{key}' has not two numbers.");

    private static Padding ReadPadding(JsonElement json) => json.GetProperty("padding").ValueKind == JsonValueKind.Number
        ? Padding.Explicit(json.GetProperty("padding").GetInt32())
        : new Padding(ReadWord<PaddingMode>(json, "padding"), 0);

    private static T ReadWord<T>(JsonElement json, string key)
        where T : struct, Enum
    {
        string? word = json.GetProperty(key).GetString();
        return Enum.TryParse(word, out T value) && Enum.IsDefined(value) ? value : throw new FormatException($"this program knows no '{key}' of '{word}'.");
    }

    private static int? ReadOptional(JsonElement json, string key) => json.TryGetProperty(key, out JsonElement value) ? value.GetInt32() : null;

    private static int[] Integers(JsonElement json) => [.. json.EnumerateArray().Select(value => value.GetInt32())];
}
