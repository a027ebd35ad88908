using SweepDsl.Runtime.Network;
using SweepDsl.Runtime.Sweeps;
using SweepDsl.Runtime.Training;

namespace SweepDsl.Runtime.Benchmarks;

/// <summary>What the time of an update follows from: points alike in it take the same time.</summary>
/// <param name="Batch">Examples of an update: the batch size, or all examples where there are fewer.</param>
/// <param name="MultiplyAdds">Of a forward pass of one example.</param>
/// <param name="Parameters">Trainable parameters.</param>
/// <param name="Optimizer">The update rule.</param>
internal readonly record struct StepWork(int Batch, double MultiplyAdds, long Parameters, string Optimizer)
{
    /// <summary>How features and weights lie in memory.</summary>
    public Precision Precision { get; private init; }

    /// <summary>Examples of a part of the batch; null where it is trained on as a whole.</summary>
    public int? MicroBatch { get; private init; }

    /// <summary>Whether gradients are clipped.</summary>
    public bool IsClipped { get; private init; }

    /// <summary>Whether an average of the weights is kept.</summary>
    public bool IsAveraged { get; private init; }

    // A forward pass, and two products of the same size back: the gradients of inputs and of weights.
    private const double PassesOfStep = 3;
    private const double OperationsOfMultiplyAdd = 2;

    /// <summary>Floating-point operations of a forward pass of one example.</summary>
    public double ForwardOperations => OperationsOfMultiplyAdd * MultiplyAdds;

    /// <summary>Floating-point operations of one example's share of an update.</summary>
    public double TrainingOperations => PassesOfStep * ForwardOperations;

    /// <summary>Floating-point operations of an update.</summary>
    public double Operations => Batch * TrainingOperations;

    /// <summary>The work of a point.</summary>
    /// <param name="point">The point.</param>
    /// <param name="network">Its network.</param>
    /// <param name="examples">Training examples of an epoch.</param>
    public static StepWork Of(SweepPoint point, NetworkPlan network, int examples) =>
        new(Math.Min(point.Training.BatchSize, examples), network.MultiplyAdds, network.ParameterCount, point.Training.Optimizer.Name)
        {
            Precision = point.Training.Precision,
            MicroBatch = point.Training.MicroBatch,
            IsClipped = point.Training is not { ClipGradientNorm: null, ClipGradientValue: null },
            IsAveraged = point.Training.WeightAverage is not null,
        };
}
