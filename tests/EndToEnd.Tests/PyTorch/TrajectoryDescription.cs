using System.Text.Json.Nodes;
using SweepDsl.Runtime.Network;
using SweepDsl.Runtime.Tests.Reference;
using SweepDsl.Runtime.Training;
using SweepDsl.Runtime.Training.Files;
using SweepDsl.Runtime.Training.Schedules;

namespace SweepDsl.EndToEnd.Tests.PyTorch;

/// <summary>A training as <c>trajectory.py</c> reads it: every border and hyper-parameter spelled out.</summary>
public sealed record TrajectoryDescription
{
    public required NetworkDefinition Network { get; init; }

    public required LossDefinition Loss { get; init; }

    public required ReferenceOptimizer Optimizer { get; init; }

    public required double LearningRate { get; init; }

    /// <summary>How the rate changes; its lengths, if any, are in updates.</summary>
    public LearningRateSchedule Schedule { get; init; } = new ConstantSchedule();

    /// <summary>Updates in which the rate rises to where the schedule begins.</summary>
    public int Warmup { get; init; }

    public double? ClipGradientNorm { get; init; }

    public double? ClipGradientValue { get; init; }

    public int? MicroBatch { get; init; }

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

    /// <summary>The learning rate of an update, from 0.</summary>
    public LearningRates Rates()
    {
        TrainingDefinition training = new()
        {
            Loss = Loss,
            Optimizer = new Runtime.Kernels.SgdOptimizer(),
            LearningRate = LearningRate,
            Schedule = Schedule,
            Warmup = ScheduleLength.Updates(Warmup),
            BatchSize = BatchSize,
            Budget = Budget.Updates(Updates),
        };
        return new LearningRates(new BatchSchedule(Labels.Length, training), training);
    }

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
            ReferenceRmsprop rule => new JsonObject
            {
                ["type"] = "rmsprop", ["decay"] = rule.Decay, ["epsilon"] = rule.Epsilon, ["momentum"] = rule.Momentum, ["weight_decay"] = rule.WeightDecay,
            },
            ReferenceAdagrad rule => new JsonObject
            {
                ["type"] = "adagrad",
                ["epsilon"] = rule.Epsilon, ["learning_rate_decay"] = rule.LearningRateDecay, ["initial_sum"] = rule.InitialSum, ["weight_decay"] = rule.WeightDecay,
            },
            ReferenceLion rule => new JsonObject { ["type"] = "lion", ["beta1"] = rule.Beta1, ["beta2"] = rule.Beta2, ["weight_decay"] = rule.WeightDecay },
            ReferenceLars rule => new JsonObject
            {
                ["type"] = "lars",
                ["momentum"] = rule.Momentum, ["weight_decay"] = rule.WeightDecay, ["trust_coefficient"] = rule.TrustCoefficient, ["epsilon"] = rule.Epsilon,
            },
            ReferenceLamb rule => new JsonObject
            {
                ["type"] = "lamb", ["beta1"] = rule.Beta1, ["beta2"] = rule.Beta2, ["epsilon"] = rule.Epsilon, ["weight_decay"] = rule.WeightDecay,
            },
            _ => throw new InvalidOperationException($"No words for {Optimizer}."),
        },
        ["learning_rate"] = LearningRate,
        ["schedule"] = ScheduleJson(),
        ["warmup"] = Warmup,
        ["clip_gradient_norm"] = ClipGradientNorm,
        ["clip_gradient_value"] = ClipGradientValue,
        ["micro_batch"] = MicroBatch,
        ["batch_size"] = BatchSize,
        ["updates"] = Updates,
    };

    // PyTorch's schedulers have no default that is the rest of training, so the length is always said.
    private JsonObject ScheduleJson()
    {
        JsonObject json = Schedule switch
        {
            StepSchedule step => new JsonObject { ["type"] = "step", ["factor"] = step.Factor },
            ExponentialSchedule exponential => new JsonObject { ["type"] = "exponential", ["factor"] = exponential.Factor },
            CosineSchedule cosine => new JsonObject { ["type"] = "cosine", ["final"] = cosine.Final },
            LinearSchedule linear => new JsonObject { ["type"] = "linear", ["initial"] = linear.Initial, ["final"] = linear.Final },
            PolynomialSchedule { Final: 0 } polynomial => new JsonObject { ["type"] = "polynomial", ["power"] = polynomial.Power },
            OneCycleSchedule cycle => new JsonObject
            {
                ["type"] = "one_cycle", ["rise"] = cycle.Rise, ["initial"] = cycle.Initial, ["final"] = cycle.Final, ["anneal"] = $"{cycle.Anneal}",
            },
            ConstantSchedule => new JsonObject { ["type"] = "constant" },
            _ => throw new InvalidOperationException($"PyTorch has no {Schedule}."),
        };
        json["length"] = Schedule.Span?.Amount ?? Updates - Warmup;
        return json;
    }

    private static JsonArray Numbers(params int[] values) => new([.. values.Select(value => JsonValue.Create(value))]);
}
