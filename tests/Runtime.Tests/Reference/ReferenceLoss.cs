using SweepDsl.Runtime.Training;

namespace SweepDsl.Runtime.Tests.Reference;

/// <summary>The loss of a batch.</summary>
/// <param name="ExampleLoss">Loss of each example; the batch's loss is their mean.</param>
/// <param name="Gradient">Gradient of the mean loss with respect to the outputs y[b, k].</param>
/// <param name="Correct">Whether the largest output is the label's; the lowest index wins ties.</param>
public sealed record ReferenceLoss(double[] ExampleLoss, double[] Gradient, bool[] Correct)
{
    /// <summary>The batch's loss.</summary>
    public double Mean => ExampleLoss.Average();

    /// <summary>The loss that a definition names.</summary>
    public static ReferenceLoss Of(LossDefinition definition, double[] outputs, int[] labels) => definition switch
    {
        SoftmaxCrossEntropyLoss loss => SoftmaxCrossEntropy(outputs, labels, loss.LabelSmoothing),
        MeanSquaredErrorLoss => MeanSquaredError(outputs, labels),
        _ => throw new ArgumentException($"There is no reference for the loss {definition}."),
    };

    /// <summary>
    /// Loss of an example = -sum over k of t[k] * log softmax(y)[k], with t[k] = (1 - smoothing) * [k = label] + smoothing / K.
    /// </summary>
    public static ReferenceLoss SoftmaxCrossEntropy(double[] outputs, int[] labels, double labelSmoothing)
    {
        int classes = outputs.Length / labels.Length;
        ReferenceLoss loss = Empty(outputs, labels);
        for (int b = 0; b < labels.Length; b++)
        {
            ReadOnlySpan<double> y = outputs.AsSpan(b * classes, classes);
            double largest = y[LargestIndex(y)];
            double sum = 0;
            foreach (double value in y)
            {
                sum += Math.Exp(value - largest);
            }

            for (int k = 0; k < classes; k++)
            {
                double logProbability = y[k] - largest - Math.Log(sum);
                double target = (k == labels[b] ? 1 - labelSmoothing : 0) + (labelSmoothing / classes);
                loss.ExampleLoss[b] -= target * logProbability;
                loss.Gradient[(b * classes) + k] = (Math.Exp(logProbability) - target) / labels.Length;
            }
        }

        return loss;
    }

    /// <summary>Loss of an example = mean over k of (y[k] - [k = label])^2.</summary>
    public static ReferenceLoss MeanSquaredError(double[] outputs, int[] labels)
    {
        int classes = outputs.Length / labels.Length;
        ReferenceLoss loss = Empty(outputs, labels);
        for (int i = 0; i < outputs.Length; i++)
        {
            (int b, int k) = Math.DivRem(i, classes);
            double difference = outputs[i] - (k == labels[b] ? 1 : 0);
            loss.ExampleLoss[b] += difference * difference / classes;
            loss.Gradient[i] = 2 * difference / outputs.Length;
        }

        return loss;
    }

    /// <summary>The loss of mixed targets. The cross-entropy is linear in them; of the squared error the gradient is, and its value falls short by the spread of the targets.</summary>
    public static ReferenceLoss Mixed(LossDefinition definition, double[] outputs, int[] labels, ImmutableArray<(int Label, double Share)> mixing)
    {
        ReferenceLoss own = Of(definition, outputs, labels);
        ReferenceLoss other = Of(definition, outputs, [.. mixing.Select(mixed => mixed.Label)]);
        int classes = outputs.Length / labels.Length;
        double Spread(int b) => definition is MeanSquaredErrorLoss && mixing[b].Label != labels[b] ? 2 * mixing[b].Share * (1 - mixing[b].Share) / classes : 0;
        return new ReferenceLoss(
            [.. own.ExampleLoss.Select((value, b) => (mixing[b].Share * value) + ((1 - mixing[b].Share) * other.ExampleLoss[b]) - Spread(b))],
            [.. own.Gradient.Select((value, i) => (mixing[i / classes].Share * value) + ((1 - mixing[i / classes].Share) * other.Gradient[i]))],
            own.Correct);
    }

    private static ReferenceLoss Empty(double[] outputs, int[] labels)
    {
        int classes = outputs.Length / labels.Length;
        return new ReferenceLoss(
            new double[labels.Length],
            new double[outputs.Length],
            [.. labels.Select((label, b) => LargestIndex(outputs.AsSpan(b * classes, classes)) == label)]);
    }

    private static int LargestIndex(ReadOnlySpan<double> values)
    {
        int largest = 0;
        for (int k = 1; k < values.Length; k++)
        {
            largest = values[k] > values[largest] ? k : largest;
        }

        return largest;
    }
}
