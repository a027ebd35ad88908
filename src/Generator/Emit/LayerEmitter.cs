using System.Globalization;
using SweepDsl.Dsl;
using SweepDsl.Dsl.Model;

namespace SweepDsl.Generator.Emit;

/// <summary>Writes the layers of a network, those within blocks too.</summary>
/// <param name="writer">Where to.</param>
/// <param name="expressions">Writes expressions.</param>
/// <param name="summary">Shapes and sizes, for comments; null where they differ from point to point.</param>
internal sealed class LayerEmitter(CodeWriter writer, ExpressionText expressions, NetworkSummary? summary)
{
    private const string Prefix = RuntimeNames.Network;

    private readonly Dictionary<string, LayerSummary> _summaries = (summary?.Layers ?? default).ToDictionary(layer => layer.Number);

    /// <summary>Writes layers as entries of a collection expression.</summary>
    /// <param name="layers">The layers.</param>
    /// <param name="number">What stands before their numbers.</param>
    public void WriteAll(ValueList<Layer> layers, string number = "")
    {
        for (int i = 0; i < layers.Count; i++)
        {
            string own = LayerNumbers.In(number, i);
            WriteSummary(own);
            Write(layers[i], own);
        }
    }

    private void WriteSummary(string number)
    {
        if (_summaries.TryGetValue(number, out LayerSummary? layer))
        {
            string parameters = layer.Parameters == 0 ? "" : Invariant($", {layer.Parameters:N0} parameters");
            writer.Line($"// {number} {CommentText.Plain(layer.Kind)}: {CommentText.Plain(layer.Output)}{parameters}");
        }
    }

    private void Write(Layer layer, string number)
    {
        switch (layer)
        {
            case Conv2dLayer conv:
                WriteCall(
                    "Conv2d",
                    $"Filters: {expressions.InMethod(conv.Filters)}",
                    $"Kernel: {Extent(conv.Kernel)}",
                    $"Stride: {Extent(conv.Stride)}",
                    $"Padding: {Padding(conv.Padding)}",
                    $"Activation: {Activation(conv.Activation)}",
                    $"Bias: {expressions.InMethod(conv.Bias)}",
                    $"Initializer: {Prefix}Initializer.{conv.Initializer}" + (conv.Groups is { } groups ? $",\nGroups: {expressions.InMethod(groups)}" : ""));
                break;
            case DepthwiseConv2dLayer conv:
                WriteCall(
                    "DepthwiseConv2d",
                    $"Kernel: {Extent(conv.Kernel)}",
                    $"Multiplier: {expressions.InMethod(conv.Multiplier)}",
                    $"Stride: {Extent(conv.Stride)}",
                    $"Padding: {Padding(conv.Padding)}",
                    $"Activation: {Activation(conv.Activation)}",
                    $"Bias: {expressions.InMethod(conv.Bias)}",
                    $"Initializer: {Prefix}Initializer.{conv.Initializer}");
                break;
            case DenseLayer dense:
                WriteCall(
                    "Dense",
                    $"Units: {expressions.InMethod(dense.Units)}",
                    $"Activation: {Activation(dense.Activation)}",
                    $"Bias: {expressions.InMethod(dense.Bias)}",
                    $"Initializer: {Prefix}Initializer.{dense.Initializer}");
                break;
            case MaxPool2dLayer pool:
                WritePool("MaxPool2d", pool.Window, pool.Stride, pool.Padding);
                break;
            case AvgPool2dLayer pool:
                WritePool("AvgPool2d", pool.Window, pool.Stride, pool.Padding);
                break;
            case GlobalAvgPool2dLayer:
                WriteCall("GlobalAvgPool2d");
                break;
            case FlattenLayer:
                WriteCall("Flatten");
                break;
            case DropoutLayer dropout:
                WriteCall("Dropout", $"Rate: {expressions.InMethod(dropout.Rate)}");
                break;
            case ActivationLayer activation:
                WriteCall("Activation", $"Activation: {Activation(activation.Activation)}");
                break;
            case BatchNormLayer norm:
                WriteCall(
                    "BatchNorm",
                    $"Momentum: {expressions.InMethod(norm.Momentum)}",
                    $"Epsilon: {expressions.InMethod(norm.Epsilon)}",
                    $"Ghost: {(norm.Ghost is { } ghost ? expressions.InMethod(ghost) : "null")}",
                    $"Activation: {Activation(norm.Activation)}");
                break;
            case LayerNormLayer norm:
                WriteCall("LayerNorm", $"Epsilon: {expressions.InMethod(norm.Epsilon)}", $"Activation: {Activation(norm.Activation)}");
                break;
            case GroupNormLayer norm:
                WriteCall("GroupNorm", $"Groups: {expressions.InMethod(norm.Groups)}", $"Epsilon: {expressions.InMethod(norm.Epsilon)}", $"Activation: {Activation(norm.Activation)}");
                break;
            case ResidualLayer residual:
                writer.Line($"new {Prefix}ResidualDefinition(");
                using (writer.Indent())
                {
                    WriteList("Layers: ", residual.Layers, number);
                    WriteList("Shortcut: ", residual.Shortcut, LayerNumbers.Shortcut(number));
                    writer.Line($"Activation: {Activation(residual.Activation)}),");
                }

                break;
            case ConcatLayer concat:
                writer.Line($"new {Prefix}ConcatDefinition(");
                using (writer.Indent())
                {
                    writer.Line("[");
                    using (writer.Indent("]),"))
                    {
                        for (int i = 0; i < concat.Branches.Count; i++)
                        {
                            WriteList("", concat.Branches[i], LayerNumbers.Branch(number, i));
                        }
                    }
                }

                break;
            default:
                throw new ArgumentOutOfRangeException(nameof(layer), layer, "Unknown layer.");
        }
    }

    private void WriteList(string name, ValueList<Layer> layers, string number)
    {
        if (layers.Count == 0)
        {
            writer.Line($"{name}[],");
            return;
        }

        writer.Line($"{name}[");
        using (writer.Indent("],"))
        {
            WriteAll(layers, number);
        }
    }

    private void WritePool(string kind, ExtentSetting window, ExtentSetting stride, PaddingSetting padding) =>
        WriteCall(kind, $"Window: {Extent(window)}", $"Stride: {Extent(stride)}", $"Padding: {Padding(padding)}");

    /// <summary>A construction; on one line when it has at most one argument.</summary>
    private void WriteCall(string kind, params string[] arguments)
    {
        string start = $"new {Prefix}{kind}Definition(";
        if (arguments.Length < 2)
        {
            writer.Line($"{start}{string.Concat(arguments)}),");
            return;
        }

        writer.Line(start);
        using (writer.Indent())
        {
            writer.Line(string.Join(",\n", arguments) + "),");
        }
    }

    private string Extent(ExtentSetting extent) => $"new({expressions.InMethod(extent.Height)}, {expressions.InMethod(extent.Width)})";

    private string Padding(PaddingSetting padding) =>
        $"{Prefix}Padding.{padding.Mode}" + (padding.Pixels is { } pixels ? $"({expressions.InMethod(pixels)})" : "");

    private static string Activation(string word) => $"{RuntimeNames.Kernels}{ActivationsEmitter.TypeName}.{MemberNames.FromYaml(word)}";

    private static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
