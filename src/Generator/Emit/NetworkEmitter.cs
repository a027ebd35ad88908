using System.Globalization;
using SweepDsl.Dsl;
using SweepDsl.Dsl.Model;

namespace SweepDsl.Generator.Emit;

/// <summary>Writes the network of an experiment.</summary>
internal static class NetworkEmitter
{
    private const string Prefix = RuntimeNames.Network;

    public static void Write(CodeWriter writer, ExperimentModel experiment, ExpressionText expressions)
    {
        ImageShape shape = experiment.Dataset.Source.Shape;
        ValueList<NetworkSummary> summaries = experiment.Network.Summaries;
        writer.Line();
        writer.InheritDoc();
        WriteSize(writer, summaries);
        writer.Line($"public override {Prefix}NetworkDefinition Network(Parameters parameters, {RuntimeNames.Sweeps}StudyContext context) => new(");
        using (writer.Indent())
        {
            writer.Line(Invariant($"new {Prefix}FeatureShape(Channels: {shape.Channels}, Height: {shape.Height}, Width: {shape.Width}),"));
            writer.Line("[");
            using (writer.Indent("]);"))
            {
                for (int i = 0; i < experiment.Network.Layers.Count; i++)
                {
                    WriteSummary(writer, summaries, i);
                    WriteLayer(writer, experiment.Network.Layers[i], expressions);
                }
            }
        }
    }

    private static void WriteSize(CodeWriter writer, ValueList<NetworkSummary> summaries)
    {
        if (summaries.Count == 0)
        {
            return;
        }

        (long least, long most) = (summaries.Min(summary => summary.Parameters), summaries.Max(summary => summary.Parameters));
        string size = least == most ? Invariant($"{least:N0}") : Invariant($"{least:N0} to {most:N0}");
        writer.Remarks(summaries.Count == NetworkSettings.SummaryLimit ? $"The first networks of the grid have {size} trainable parameters." : $"{size} trainable parameters.");
    }

    private static void WriteSummary(CodeWriter writer, ValueList<NetworkSummary> summaries, int index)
    {
        if (summaries.Count != 1)
        {
            return;
        }

        LayerSummary layer = summaries[0].Layers[index];
        string parameters = layer.Parameters == 0 ? "" : Invariant($", {layer.Parameters:N0} parameters");
        writer.Line($"// {index} {CommentText.Plain(layer.Kind)}: {CommentText.Plain(layer.Output)}{parameters}");
    }

    private static void WriteLayer(CodeWriter writer, Layer layer, ExpressionText text)
    {
        switch (layer)
        {
            case Conv2dLayer conv:
                WriteCall(
                    writer,
                    "Conv2d",
                    $"Filters: {text.InMethod(conv.Filters)}",
                    $"Kernel: {Extent(conv.Kernel, text)}",
                    $"Stride: {Extent(conv.Stride, text)}",
                    $"Padding: {Padding(conv.Padding, text)}",
                    $"Activation: {Activation(conv.Activation)}",
                    $"Bias: {text.InMethod(conv.Bias)}",
                    $"Initializer: {Prefix}Initializer.{conv.Initializer}");
                break;
            case DenseLayer dense:
                WriteCall(
                    writer,
                    "Dense",
                    $"Units: {text.InMethod(dense.Units)}",
                    $"Activation: {Activation(dense.Activation)}",
                    $"Bias: {text.InMethod(dense.Bias)}",
                    $"Initializer: {Prefix}Initializer.{dense.Initializer}");
                break;
            case MaxPool2dLayer pool:
                WritePool(writer, "MaxPool2d", pool.Window, pool.Stride, pool.Padding, text);
                break;
            case AvgPool2dLayer pool:
                WritePool(writer, "AvgPool2d", pool.Window, pool.Stride, pool.Padding, text);
                break;
            case GlobalAvgPool2dLayer:
                WriteCall(writer, "GlobalAvgPool2d");
                break;
            case FlattenLayer:
                WriteCall(writer, "Flatten");
                break;
            case DropoutLayer dropout:
                WriteCall(writer, "Dropout", $"Rate: {text.InMethod(dropout.Rate)}");
                break;
            case ActivationLayer activation:
                WriteCall(writer, "Activation", $"Activation: {Activation(activation.Activation)}");
                break;
            default:
                throw new ArgumentOutOfRangeException(nameof(layer), layer, "Unknown layer.");
        }
    }

    private static void WritePool(CodeWriter writer, string kind, ExtentSetting window, ExtentSetting stride, PaddingSetting padding, ExpressionText text) =>
        WriteCall(writer, kind, $"Window: {Extent(window, text)}", $"Stride: {Extent(stride, text)}", $"Padding: {Padding(padding, text)}");

    /// <summary>A construction; on one line when it has at most one argument.</summary>
    private static void WriteCall(CodeWriter writer, string kind, params string[] arguments)
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

    private static string Extent(ExtentSetting extent, ExpressionText text) => $"new({text.InMethod(extent.Height)}, {text.InMethod(extent.Width)})";

    private static string Padding(PaddingSetting padding, ExpressionText text) =>
        $"{Prefix}Padding.{padding.Mode}" + (padding.Pixels is { } pixels ? $"({text.InMethod(pixels)})" : "");

    private static string Activation(string word) => $"{RuntimeNames.Kernels}{ActivationsEmitter.TypeName}.{MemberNames.FromYaml(word)}";

    private static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
