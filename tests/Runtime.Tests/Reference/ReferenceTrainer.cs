using SweepDsl.Runtime.Network;
using SweepDsl.Runtime.Training;

namespace SweepDsl.Runtime.Tests.Reference;

/// <summary>Trains a network in double precision, batch after batch as they are given.</summary>
public sealed class ReferenceTrainer
{
    private readonly LossDefinition _loss;
    private readonly Func<long, double> _learningRate;
    private readonly Dictionary<ReferenceParameter, double[]> _sums = [];
    private double _weight;
    private long _updates;

    /// <summary>A trainer as a definition describes it.</summary>
    /// <param name="network">The network.</param>
    /// <param name="training">Loss, optimizer and learning rate; order and number of batches are the caller's.</param>
    /// <param name="initial">Initial parameters in the file's order.</param>
    /// <param name="seed">The trial's seed, for dropout.</param>
    public ReferenceTrainer(NetworkDefinition network, TrainingDefinition training, IEnumerable<NamedTensor> initial, uint seed = 0)
        : this(new ReferenceNetwork(network, seed), training.Loss, ReferenceOptimizer.Of(training.Optimizer), training.LearningRate)
    {
        Network.Load(initial);
        (ClipNorm, ClipValue, WeightAverage) = (training.ClipGradientNorm, training.ClipGradientValue, training.WeightAverage);
    }

    /// <summary>A trainer of a network from the parameters it has.</summary>
    public ReferenceTrainer(ReferenceNetwork network, LossDefinition loss, ReferenceOptimizer optimizer, double learningRate)
        : this(network, loss, optimizer, _ => learningRate)
    {
    }

    /// <summary>A trainer with a learning rate for each update, from 0.</summary>
    public ReferenceTrainer(ReferenceNetwork network, LossDefinition loss, ReferenceOptimizer optimizer, Func<long, double> learningRate)
    {
        (Network, Optimizer, _loss, _learningRate) = (network, optimizer, loss, learningRate);
        foreach (ReferenceParameter parameter in network.Parameters)
        {
            parameter.State = new double[parameter.Values.Length * optimizer.StateCount];
        }
    }

    /// <summary>The network under training.</summary>
    public ReferenceNetwork Network { get; }

    /// <summary>The update rule.</summary>
    public ReferenceOptimizer Optimizer { get; }

    /// <summary>The learning rate of each update, from 0, where it is not the constant one.</summary>
    public Func<long, double>? Rates { get; init; }

    /// <summary>Largest norm of all gradients together; null for any.</summary>
    public double? ClipNorm { get; init; }

    /// <summary>Largest size of each value of a gradient; null for any.</summary>
    public double? ClipValue { get; init; }

    /// <summary>Decay of the average that <see cref="Average"/> gives; null for none.</summary>
    public double? WeightAverage { get; init; }

    /// <summary>The mean over all updates of a parameter's values, each weighing decay times as much as the next.</summary>
    public double[] Average(ReferenceParameter parameter) => [.. _sums[parameter].Select(sum => sum / _weight)];

    /// <summary>One update from a batch; gives its mean loss before the update.</summary>
    public double Step(ReferenceBatch batch)
    {
        double[] outputs = Network.Forward(batch);
        ReferenceLoss loss = batch.Mixing.IsEmpty ? ReferenceLoss.Of(_loss, outputs, batch.Labels) : ReferenceLoss.Mixed(_loss, outputs, batch.Labels, batch.Mixing);
        Network.Backward(batch, loss.Gradient);
        Clip();
        double rate = (Rates ?? _learningRate)(_updates++);
        foreach (ReferenceParameter parameter in Network.Parameters)
        {
            Optimizer.Update(parameter.Values, parameter.Gradient, parameter.State, _updates, rate, isAdapted: parameter.FileShape.Length > 1);
        }

        TakeAverage();
        return loss.Mean;
    }

    private void Clip()
    {
        double norm = Math.Sqrt(Network.Parameters.Sum(parameter => parameter.Gradient.Sum(value => value * value)));
        double factor = ClipNorm is { } largest ? Math.Min(1, largest / (norm + 1e-6)) : 1;
        foreach (ReferenceParameter parameter in Network.Parameters)
        {
            for (int i = 0; i < parameter.Gradient.Length; i++)
            {
                parameter.Gradient[i] *= factor;
                parameter.Gradient[i] = ClipValue is { } most ? Math.Clamp(parameter.Gradient[i], -most, most) : parameter.Gradient[i];
            }
        }
    }

    private void TakeAverage()
    {
        if (WeightAverage is not { } decay)
        {
            return;
        }

        _weight = (decay * _weight) + 1;
        foreach (ReferenceParameter parameter in Network.Parameters)
        {
            double[] before = _sums.GetValueOrDefault(parameter) ?? new double[parameter.Values.Length];
            _sums[parameter] = [.. before.Select((sum, i) => (decay * sum) + parameter.Values[i])];
        }
    }

    /// <summary>The loss of a batch as evaluation sees it: without dropout.</summary>
    public ReferenceLoss Evaluate(ReferenceBatch batch) =>
        ReferenceLoss.Of(_loss, Network.Forward(batch with { IsTraining = false }), batch.Labels);
}
