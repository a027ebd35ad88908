using System.Collections.Immutable;
using System.Text.Json;
using SweepDsl.Runtime.Network;

namespace SweepDsl.Runtime.Sweeps;

public static partial class DefinitionJson
{
    /// <summary>Writes a network as an object.</summary>
    public static void Write(Utf8JsonWriter json, string key, NetworkDefinition network)
    {
        json.WriteStartObject(key);
        Write(json, "input", network.Input);
        json.WritePropertyName("layers");
        WriteLayers(json, network.Layers);
        json.WriteEndObject();
    }

    /// <summary>Writes a shape as <c>[height, width, channels]</c> or <c>[length]</c>, as the messages of the build say it.</summary>
    public static void Write(Utf8JsonWriter json, string key, FeatureShape shape) =>
        WriteIntegers(json, key, shape.IsFlat ? [shape.Elements] : [shape.Height, shape.Width, shape.Channels]);

    /// <summary>Writes the members of a layer.</summary>
    public static void WriteLayer(Utf8JsonWriter json, LayerDefinition layer)
    {
        switch (layer)
        {
            case Conv2dDefinition conv:
                json.WriteString("kind", "conv2d");
                json.WriteNumber("filters", conv.Filters);
                Write(json, "kernel", conv.Kernel);
                Write(json, "stride", conv.Stride);
                Write(json, conv.Padding);
                json.WriteString("activation", conv.Activation.Name);
                json.WriteBoolean("bias", conv.Bias);
                json.WriteString("init", conv.Initializer.ToString());
                if (conv.Groups != 1)
                {
                    // Trials of plain convolutions keep the ids that they had before there were others.
                    json.WriteNumber("groups", conv.Groups);
                }

                break;
            case DepthwiseConv2dDefinition conv:
                json.WriteString("kind", "depthwise_conv2d");
                json.WriteNumber("multiplier", conv.Multiplier);
                Write(json, "kernel", conv.Kernel);
                Write(json, "stride", conv.Stride);
                Write(json, conv.Padding);
                json.WriteString("activation", conv.Activation.Name);
                json.WriteBoolean("bias", conv.Bias);
                json.WriteString("init", conv.Initializer.ToString());
                break;
            case DenseDefinition dense:
                json.WriteString("kind", "dense");
                json.WriteNumber("units", dense.Units);
                json.WriteString("activation", dense.Activation.Name);
                json.WriteBoolean("bias", dense.Bias);
                json.WriteString("init", dense.Initializer.ToString());
                break;
            case MaxPool2dDefinition pool:
                WritePool(json, "max_pool2d", pool.Window, pool.Stride, pool.Padding);
                break;
            case AvgPool2dDefinition pool:
                WritePool(json, "avg_pool2d", pool.Window, pool.Stride, pool.Padding);
                break;
            case GlobalAvgPool2dDefinition:
                json.WriteString("kind", "global_avg_pool2d");
                break;
            case FlattenDefinition:
                json.WriteString("kind", "flatten");
                break;
            case DropoutDefinition dropout:
                json.WriteString("kind", "dropout");
                json.WriteNumber("rate", dropout.Rate);
                break;
            case ActivationDefinition activation:
                json.WriteString("kind", "activation");
                json.WriteString("activation", activation.Activation.Name);
                break;
            case BatchNormDefinition norm:
                json.WriteString("kind", "batch_norm");
                json.WriteNumber("momentum", norm.Momentum);
                json.WriteNumber("epsilon", norm.Epsilon);
                WriteOptional(json, "ghost", norm.Ghost);
                json.WriteString("activation", norm.Activation.Name);
                break;
            case LayerNormDefinition norm:
                json.WriteString("kind", "layer_norm");
                json.WriteNumber("epsilon", norm.Epsilon);
                json.WriteString("activation", norm.Activation.Name);
                break;
            case GroupNormDefinition norm:
                json.WriteString("kind", "group_norm");
                json.WriteNumber("groups", norm.Groups);
                json.WriteNumber("epsilon", norm.Epsilon);
                json.WriteString("activation", norm.Activation.Name);
                break;
            case ResidualDefinition residual:
                json.WriteString("kind", "residual");
                json.WritePropertyName("layers");
                WriteLayers(json, residual.Layers);
                json.WritePropertyName("shortcut");
                WriteLayers(json, residual.Shortcut);
                json.WriteString("activation", residual.Activation.Name);
                break;
            case ConcatDefinition concat:
                json.WriteString("kind", "concat");
                json.WriteStartArray("branches");
                foreach (ImmutableArray<LayerDefinition> branch in concat.Branches)
                {
                    WriteLayers(json, branch);
                }

                json.WriteEndArray();
                break;
            default:
                throw Unknown(layer);
        }
    }

    private static void WriteLayers(Utf8JsonWriter json, ImmutableArray<LayerDefinition> layers)
    {
        json.WriteStartArray();
        foreach (LayerDefinition layer in layers)
        {
            json.WriteStartObject();
            WriteLayer(json, layer);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void WritePool(Utf8JsonWriter json, string kind, Extent window, Extent stride, Padding padding)
    {
        json.WriteString("kind", kind);
        Write(json, "window", window);
        Write(json, "stride", stride);
        Write(json, padding);
    }

    private static void Write(Utf8JsonWriter json, string key, Extent extent) => WriteIntegers(json, key, [extent.Height, extent.Width]);

    private static void Write(Utf8JsonWriter json, Padding padding)
    {
        if (padding.Mode == PaddingMode.Explicit)
        {
            json.WriteNumber("padding", padding.Pixels);
        }
        else
        {
            json.WriteString("padding", padding.Mode.ToString());
        }
    }
}
