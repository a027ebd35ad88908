using SweepDsl.Runtime.Kernels;
using SweepDsl.Runtime.Kernels.Planning;
using SweepDsl.Runtime.Tests.Reference;
using static SweepDsl.Runtime.Tests.Kernels.Mutants.KernelComparison;

namespace SweepDsl.Runtime.Tests.Kernels.Mutants;

/// <summary>Comparisons of what mixed precision adds to a training step.</summary>
public static class ScaleComparisons
{
    private const int Count = 7;

    /// <summary>The 2000th good update doubles the scale from 8; the next one overflows, is skipped and halves it; the last one is made.</summary>
    public static KernelComparison ScaledUpdates { get; } = new("scaled updates", bench =>
    {
        double[] start = Floats(1, Count);
        double[] slopes = Floats(2, Count);
        SgdOptimizer rule = new();
        float[] overflowing = new float[Count];
        overflowing[^1] = float.PositiveInfinity;
        BenchArray[] gradients = [BenchArray.Of(overflowing, isExact: true), BenchArray.Of([.. slopes.Select(slope => 8 * (float)slope)], isExact: true)];
        BenchArray parameters = BenchArray.Of([.. start.Select(value => (float)value)], isExact: true);
        BenchArray states = BenchArray.Of(new float[Count]);
        (BenchArray control, BenchArray rates, BenchArray hyper) = (BenchArray.Of([0u, 1u, 0u, 0u]), BenchArray.Of([0.5f], isExact: true), BenchArray.Of([.. rule.HyperBits]));
        (BenchArray loss, BenchArray losses) = (BenchArray.Of([0f]), BenchArray.Of([0f], isExact: true));
        BenchArray scale = BenchArray.Of([BitConverter.SingleToUInt32Bits(8), 1999u, 0u, 0u]);

        bench.Run(
            gradients.SelectMany(gradient => new[]
            {
                LossScaleKernels.Settle(control.View, scale.View, "settle"),
                LossKernels.Record(1, loss.View, control.View, losses.View, "record"),
                LossScaleKernels.Check(gradient.View, scale.View, "check"),
                StepKernels.Update(rule, parameters.View, gradient.View, states.View, hyper.View, control.View, rates.View, scale.View, null, "update"),
            }),
            [parameters, states, control, rates, hyper, loss, losses, scale, .. gradients]);

        return ErrorBound.Compare(parameters.Floats, [.. start.Zip(slopes, (value, slope) => value - (0.5 * slope))], 1e-6)
            .Worse(Same(scale.Integers, [BitConverter.SingleToUInt32Bits(8), 0, 0, 0]));
    });

    public static KernelComparison StoredWeights { get; } = new("weights_store", bench =>
    {
        double[] values = Floats(1, Count);
        (BenchArray parameters, BenchArray weights) = (BenchArray.Of([.. values.Select(value => (float)value)], isExact: true), BenchArray.Room(Count));

        bench.Run(WeightKernels.Store(parameters.View, weights.View, "store"), parameters, weights);

        return ErrorBound.Compare(weights.Floats, values, ErrorBound.SmallestNormal);
    });
}
