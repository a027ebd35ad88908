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
                new LayerEmitter(writer, expressions, summaries.Count == 1 ? summaries[0] : null).WriteAll(experiment.Network.Layers);
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

    private static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
