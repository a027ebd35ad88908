using System.Text.Json.Nodes;
using SweepDsl.Runtime.Network;
using SweepDsl.Runtime.Tests.Reference;
using SweepDsl.Runtime.Training;
using SweepDsl.Runtime.Training.Files;

namespace SweepDsl.EndToEnd.Tests.PyTorch;

/// <summary>A training as <c>trajectory.py</c> reads it: every border and hyper-parameter spelled out.</summary>
public sealed record TrajectoryDescription
{
    public required NetworkDefinition Network { get; init; }

    public required LossDefinition Loss { get; init; }

    public required ReferenceOptimizer Optimizer { get; init; }

    public required double LearningRate { get; init; }

    public required int BatchSize { get; init; }

    public required int Updates { get; init; }

    /// <summary>Images one after another, (height, width, channel) each.</summary>
    public required byte[] Images { get; init; }

    /// <summary>The class of each image.</summary>
    public required int[] Labels { get; init; }

    /// <summary>Mean of each channel, taken off.</summary>
    public required double[] Mean { get; init; }

    /// <summary>Standard deviation of each channel, divided by.</summary>
    public required double[] Deviation { get; init; }

    /// <summary>Batch of the images that update <paramref name="update"/> (from 0) sees.</summary>
    public ReferenceBatch Batch(int update)
    {
        int first = update % (Labels.Length / BatchSize) * BatchSize;
        ReferenceImages images = new(Network.Input.Height, Network.Input.Width, Network.Input.Channels);
        uint[] order = [.. Enumerable.Range(0, Labels.Length).Select(i => (uint)i)];
        return new ReferenceBatch(
            images.Normalize(images.Gather(Images, order, first, BatchSize), Mean, Deviation),
            Labels[first..(first + BatchSize)]);
    }

    /// <summary>Writes the description and its files into a folder; gives the description's path.</summary>
    public string Write(string folder, string name, IReadOnlyCollection<NamedTensor> initial)
    {
        using (FileStream weights = File.Create(Path.Combine(folder, $"{name}.safetensors")))
        {
            SafetensorsWriter.Write(weights, initial);
        }

        File.WriteAllBytes(Path.Combine(folder, $"{name}.inputs"), Images);
        File.WriteAllBytes(Path.Combine(folder, $"{name}.labels"), [.. Labels.Select(label => (byte)label)]);
        string path = Path.Combine(folder, $"{name}.json");
        File.WriteAllText(path, Json(name).ToJsonString());
        return path;
    }

    private JsonObject Json(string name) => new()
    {
        ["input"] = Numbers(Network.Input.Channels, Network.Input.Height, Network.Input.Width),
        ["layers"] = TrajectoryLayers.Json(Network),
        ["initial"] = $"{name}.safetensors",
        ["inputs"] = new JsonObject
        {
            ["file"] = $"{name}.inputs",
            ["type"] = "uint8",
            ["shape"] = Numbers(Labels.Length, Network.Input.Height, Network.Input.Width, Network.Input.Channels),
            ["mean"] = new JsonArray([.. Mean.Select(value => JsonValue.Create(value))]),
            ["deviation"] = new JsonArray([.. Deviation.Select(value => JsonValue.Create(value))]),
        },
        ["labels"] = new JsonObject { ["file"] = $"{name}.labels", ["type"] = "uint8", ["shape"] = Numbers(Labels.Length) },
        ["loss"] = Loss switch
        {
            SoftmaxCrossEntropyLoss loss => new JsonObject { ["type"] = "softmax_cross_entropy", ["label_smoothing"] = loss.LabelSmoothing },
            _ => new JsonObject { ["type"] = "mean_squared_error" },
        },
        ["optimizer"] = Optimizer switch
        {
            ReferenceSgd sgd => new JsonObject
            {
                ["type"] = "sgd", ["momentum"] = sgd.Momentum, ["nesterov"] = sgd.Nesterov, ["weight_decay"] = sgd.WeightDecay,
            },
            ReferenceAdam adam => new JsonObject
            {
                ["type"] = adam.IsDecoupled ? "adamw" : "adam",
                ["beta1"] = adam.Beta1, ["beta2"] = adam.Beta2, ["epsilon"] = adam.Epsilon, ["weight_decay"] = adam.WeightDecay,
            },
            _ => throw new InvalidOperationException($"No words for {Optimizer}."),
        },
        ["learning_rate"] = LearningRate,
        ["batch_size"] = BatchSize,
        ["updates"] = Updates,
    };

    private static JsonArray Numbers(params int[] values) => new([.. values.Select(value => JsonValue.Create(value))]);
}
