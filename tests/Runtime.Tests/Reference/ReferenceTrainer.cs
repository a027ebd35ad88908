using SweepDsl.Runtime.Network;
using SweepDsl.Runtime.Training;

namespace SweepDsl.Runtime.Tests.Reference;

/// <summary>Trains a network in double precision, batch after batch as they are given.</summary>
public sealed class ReferenceTrainer
{
    private readonly LossDefinition _loss;
    private readonly double _learningRate;
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
    }

    /// <summary>A trainer of a network from the parameters it has.</summary>
    public ReferenceTrainer(ReferenceNetwork network, LossDefinition loss, ReferenceOptimizer optimizer, double learningRate)
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

    /// <summary>One update from a batch; gives its mean loss before the update.</summary>
    public double Step(ReferenceBatch batch)
    {
        ReferenceLoss loss = ReferenceLoss.Of(_loss, Network.Forward(batch), batch.Labels);
        Network.Backward(batch, loss.Gradient);
        _updates++;
        foreach (ReferenceParameter parameter in Network.Parameters)
        {
            Optimizer.Update(parameter.Values, parameter.Gradient, parameter.State, _updates, _learningRate);
        }

        return loss.Mean;
    }

    /// <summary>The loss of a batch as evaluation sees it: without dropout.</summary>
    public ReferenceLoss Evaluate(ReferenceBatch batch) =>
        ReferenceLoss.Of(_loss, Network.Forward(batch with { IsTraining = false }), batch.Labels);
}
