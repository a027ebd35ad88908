using System.Text;
using System.Text.Json;
using SweepDsl.Runtime.Data;
using SweepDsl.Runtime.Network;
using SweepDsl.Runtime.Reports.Exports.Protobuf;
using SweepDsl.Runtime.Sweeps.Store;
using SweepDsl.Runtime.Training;

namespace SweepDsl.Runtime.Reports.Exports.Onnx;

/// <summary>
/// A trained network as an ONNX model. It takes the bytes of images, <c>images</c> [batch, channels, height, width], normalises them as training did and gives <c>logits</c>
/// [batch, classes]. What it is of and the names of its classes stand in its metadata.
/// </summary>
internal static class OnnxModel
{
    private const string Input = "images";
    private const string Output = "logits";
    private const int Float32 = 1;
    private const int UInt8 = 2;

    // Operators of opset 21 and the format that came with it; onnxruntime has both from 1.18 on.
    private const int OperatorSet = 21;
    private const int FormatVersion = 10;

    /// <summary>Writes a model.</summary>
    /// <param name="stream">Where to.</param>
    /// <param name="record">The study.</param>
    /// <param name="trial">The trial.</param>
    /// <param name="model">Its network.</param>
    /// <exception cref="SweepException">The network has something that ONNX has no operator for (exit code 2), or its study does not say how pixels become inputs (exit code 5).</exception>
    public static void Write(Stream stream, StudyRecord record, TrialRecord trial, StoredModel model)
    {
        FeatureShape input = model.Network.Definition.Input;
        OnnxGraph graph = new();
        OnnxLayers layers = new(graph, model.Weights.ToDictionary(tensor => tensor.Name));
        OnnxLayers.Value logits = layers.Add(model.Network.Definition.Layers, "layers", new OnnxLayers.Value(Normalize(graph, record.InputScaling()), input));
        graph.Add(logits.Shape.IsFlat ? "Identity" : "Flatten", Output, [logits.Name]);

        ProtobufMessage encoded = new ProtobufMessage()
            .Integer(1, FormatVersion)
            .Text(2, "sweepdsl")
            .Text(3, ProgramVersion.Text)
            .Text(6, record.Description ?? "")
            .Message(7, graph.Encode(
                record.Experiment, Tensor(Input, UInt8, input.Channels, input.Height, input.Width), Tensor(Output, Float32, model.Network.Output.Elements)))
            .Message(8, new ProtobufMessage().Text(1, "").Integer(2, OperatorSet))
            .Messages(14, Metadata(record, trial).Select(pair => new ProtobufMessage().Text(1, pair.Key).Text(2, pair.Value)));
        stream.Write(encoded.Encoded);
    }

    private static string Normalize(OnnxGraph graph, IReadOnlyList<PixelScaling> scaling)
    {
        string pixels = graph.Add("Cast", "pixels", [Input], OnnxAttribute.Integer("to", Float32));
        string scale = graph.Add(new NamedTensor("pixels.scale", [scaling.Count, 1, 1], [.. scaling.Select(channel => (float)channel.Scale)]));
        string offset = graph.Add(new NamedTensor("pixels.offset", [scaling.Count, 1, 1], [.. scaling.Select(channel => (float)channel.Offset)]));
        return graph.Add("Add", "normalized", [graph.Add("Mul", "scaled", [pixels, scale]), offset]);
    }

    // ValueInfoProto; the batch is whatever the caller has.
    private static ProtobufMessage Tensor(string name, int type, params ReadOnlySpan<int> extents)
    {
        ProtobufMessage shape = new ProtobufMessage().Message(1, new ProtobufMessage().Text(2, "batch"));
        foreach (int extent in extents)
        {
            shape.Message(1, new ProtobufMessage().Integer(1, extent));
        }

        return new ProtobufMessage().Text(1, name).Message(2, new ProtobufMessage().Message(1, new ProtobufMessage().Integer(1, type).Message(2, shape)));
    }

    private static IEnumerable<KeyValuePair<string, string>> Metadata(StudyRecord record, TrialRecord trial) =>
    [
        new("experiment", record.Experiment),
        new("trial", trial.Id),
        new("parameters", trial.Parameters.ToString()),
        new("seed", $"{trial.Seed}"),
        new("classes", Json(record.Data.ClassNames)),
    ];

    private static string Json(IEnumerable<string> words)
    {
        using MemoryStream stream = new();
        using (Utf8JsonWriter json = new(stream))
        {
            json.WriteStartArray();
            foreach (string word in words)
            {
                json.WriteStringValue(word);
            }

            json.WriteEndArray();
        }

        return Encoding.UTF8.GetString(stream.ToArray());
    }
}
