using System.Text.Json;
using SweepDsl.Runtime.Data;
using SweepDsl.Runtime.Kernels;
using SweepDsl.Runtime.Training;

namespace SweepDsl.Runtime.Sweeps;

/// <summary>
/// Definitions as canonical JSON: the same definition gives the same bytes on every machine. Identities of trials are hashes of it, so a change here makes every stored trial a stranger:
/// raise <see cref="Format"/> then.
/// </summary>
public static partial class DefinitionJson
{
    /// <summary>Version of what is written here.</summary>
    public const int Format = 1;

    /// <summary>Writes a data set as an object.</summary>
    public static void Write(Utf8JsonWriter json, string key, DatasetDefinition dataset)
    {
        json.WriteStartObject(key);
        json.WriteString("name", dataset.Source.Name);
        if (dataset.Source is ImageFolderSource folder)
        {
            json.WriteString("path", folder.Path);
            WriteIntegers(json, "shape", [folder.Height, folder.Width, folder.Channels]);
            json.WriteNumber("classes", folder.Classes);
            json.WriteBoolean("resize", folder.Resize);
        }

        WriteOptional(json, "train_examples", dataset.TrainExamples);
        WriteOptional(json, "test_examples", dataset.TestExamples);
        json.WriteNumber("validation_fraction", dataset.ValidationFraction);
        json.WriteString("normalize", dataset.Normalization.ToString());
        json.WriteStartArray("augment");
        foreach (Augmentation augmentation in dataset.Augmentations)
        {
            json.WriteStartObject();
            switch (augmentation)
            {
                case HorizontalFlip flip:
                    json.WriteNumber("horizontal_flip", flip.Probability);
                    break;
                case RandomCrop crop:
                    json.WriteNumber("random_crop", crop.Padding);
                    break;
                case Cutout cutout:
                    json.WriteNumber("cutout", cutout.Size);
                    break;
                case Mixup mixup:
                    json.WriteNumber("mixup", mixup.Alpha);
                    break;
                default:
                    throw Unknown(augmentation);
            }

            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    /// <summary>Writes how a network is trained as an object.</summary>
    /// <param name="json">Where to write.</param>
    /// <param name="key">The object's key.</param>
    /// <param name="training">The training.</param>
    /// <param name="initialWeights">Hash of the file that <see cref="TrainingDefinition.InitFrom"/> names; null when it names none.</param>
    public static void Write(Utf8JsonWriter json, string key, TrainingDefinition training, string? initialWeights)
    {
        json.WriteStartObject(key);
        json.WriteStartObject("loss");
        switch (training.Loss)
        {
            case SoftmaxCrossEntropyLoss crossEntropy:
                json.WriteString("name", "softmax_cross_entropy");
                json.WriteNumber("label_smoothing", crossEntropy.LabelSmoothing);
                break;
            case MeanSquaredErrorLoss:
                json.WriteString("name", "mean_squared_error");
                break;
            default:
                throw Unknown(training.Loss);
        }

        json.WriteEndObject();
        WriteOptimizer(json, training.Optimizer);
        json.WriteNumber("learning_rate", training.LearningRate);
        WriteSchedule(json, training);
        json.WriteNumber("batch_size", training.BatchSize);
        if (training.MicroBatch < training.BatchSize)
        {
            WriteOptional(json, "micro_batch", training.MicroBatch);
        }

        WriteOptional(json, "clip_gradient_norm", training.ClipGradientNorm);
        WriteOptional(json, "clip_gradient_value", training.ClipGradientValue);
        WriteOptional(json, "ema", training.WeightAverage);
        json.WritePropertyName("budget");
        WriteBudget(json, training.Budget);
        if (!training.OtherBudgets.IsEmpty)
        {
            json.WriteStartArray("other_budgets");
            foreach (Budget budget in training.OtherBudgets)
            {
                WriteBudget(json, budget);
            }

            json.WriteEndArray();
        }

        json.WriteBoolean("shuffle", training.Shuffle);
        json.WriteString("last_batch", training.LastBatch.ToString());
        if (training.Precision != Precision.Float32)
        {
            // Trials of float32 keep the ids that they had before there was another precision.
            json.WriteString("precision", training.Precision.ToString());
        }

        if (training.EvaluationInterval != EvaluationInterval.Epochs(1))
        {
            json.WriteStartObject("evaluation_interval");
            json.WriteNumber(training.EvaluationInterval.Unit.ToString(), training.EvaluationInterval.Amount);
            json.WriteEndObject();
        }

        WriteOptional(json, "evaluation_train_examples", training.EvaluationTrainExamples);
        if (initialWeights is not null)
        {
            json.WriteString("initial_weights_sha256", initialWeights);
        }

        json.WriteEndObject();
    }

    private static void WriteBudget(Utf8JsonWriter json, Budget budget)
    {
        json.WriteStartObject();
        if (budget.Unit == BudgetUnit.Seconds)
        {
            json.WriteNumber(budget.Unit.ToString(), budget.Amount);
        }
        else
        {
            json.WriteNumber(budget.Unit.ToString(), (long)budget.Amount);
        }

        json.WriteEndObject();
    }

    private static void WriteOptimizer(Utf8JsonWriter json, OptimizerDefinition optimizer)
    {
        json.WriteStartObject("optimizer");
        json.WriteString("name", optimizer.Name);
        json.WriteStartObject("hyper_bits");
        foreach ((string name, uint bits) in optimizer.HyperNames.Zip(optimizer.HyperBits))
        {
            json.WriteNumber(name, bits);
        }

        json.WriteEndObject();
        json.WriteEndObject();
    }

    private static void WriteOptional(Utf8JsonWriter json, string key, int? value)
    {
        if (value is { } number)
        {
            json.WriteNumber(key, number);
        }
    }

    private static void WriteOptional(Utf8JsonWriter json, string key, double? value)
    {
        if (value is { } number)
        {
            json.WriteNumber(key, number);
        }
    }

    private static void WriteIntegers(Utf8JsonWriter json, string key, ReadOnlySpan<int> values)
    {
        json.WriteStartArray(key);
        foreach (int value in values)
        {
            json.WriteNumberValue(value);
        }

        json.WriteEndArray();
    }

    private static NotSupportedException Unknown(object definition) => new($"{definition.GetType().Name} has no canonical JSON yet.");
}
