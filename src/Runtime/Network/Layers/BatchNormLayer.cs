using System.Collections.Immutable;
using SweepDsl.Runtime.Kernels;
using SweepDsl.Runtime.Kernels.Planning;

namespace SweepDsl.Runtime.Network.Layers;

/// <summary>Batch norm with its activation: over the batch in training, by running statistics in evaluation.</summary>
internal sealed class BatchNormLayer(
    LayerPlace place, FeatureShape input, BatchNormDefinition definition, ParameterTensor scale, ParameterTensor shift, ParameterTensor runningMean, ParameterTensor runningVariance)
    : Layer(place, "batch_norm", input, input)
{
    private readonly ParameterTensor _scale = scale;
    private readonly ParameterTensor _shift = shift;

    /// <inheritdoc/>
    public override ImmutableArray<ParameterTensor> Parameters { get; } = [scale, shift];

    /// <inheritdoc/>
    public override ImmutableArray<ParameterTensor> RunningStatistics { get; } = [runningMean, runningVariance];

    private int Channels => Input.IsFlat ? Input.Elements : Input.Channels;

    /// <inheritdoc/>
    public override LayerPass Forward(PassBuilder pass, BufferView input)
    {
        LogicalBuffer running = pass.RunningStatistics ?? throw new InvalidOperationException("The pass has no running statistics.");
        BatchStatistics kept = new(runningMean.In(running), runningVariance.In(running));
        FusedActivation fused = FusedActivation.Create(pass, this, definition.Activation);
        if (pass.Mode == PassMode.Evaluation)
        {
            AddForward(pass, Geometry(pass.Batch, ghost: null), input, kept, fused);
            return new Pass(this, Geometry(pass.Batch, ghost: null), input, kept, fused);
        }

        BatchNormGeometry geometry = Geometry(pass.Batch, definition.Ghost);
        BatchStatistics statistics = Statistics(Name, geometry.Cut.GroupValues);
        pass.Add(BatchNormKernels.Statistics(geometry, input, statistics, Statistics($"{Name}.pieces", geometry.Cut.PieceValues), $"{Name}.statistics"));
        pass.Add(BatchNormKernels.Running(geometry, statistics, definition.Momentum, kept.Mean, kept.Variance, $"{Name}.running"));
        AddForward(pass, geometry, input, statistics, fused);
        return new Pass(this, geometry, input, statistics, fused);
    }

    private BatchNormGeometry Geometry(int batch, int? ghost) => new(batch, Input.Elements / Channels, Channels, ghost, definition.Epsilon);

    private void AddForward(PassBuilder pass, BatchNormGeometry geometry, BufferView input, BatchStatistics statistics, FusedActivation fused) => pass.Add(BatchNormKernels.Forward(
        geometry, input, statistics, _scale.In(pass.Parameters), _shift.In(pass.Parameters), fused.Output, fused.Preactivation, definition.Activation, $"{Name}.forward"));

    private static BatchStatistics Statistics(string name, long count) => new(PassBuilder.Floats($"{name}.mean", count), PassBuilder.Floats($"{name}.variance", count));

    private static ScaleShiftSums Sums(string name, long count) => new(PassBuilder.Floats($"{name}.scale_sums", count), PassBuilder.Floats($"{name}.shift_sums", count));

    private sealed record Pass(BatchNormLayer Norm, BatchNormGeometry Geometry, BufferView Input, BatchStatistics Statistics, FusedActivation Fused)
        : LayerPass(Norm, Fused.Output, Fused.Pending)
    {
        public override BufferView? Backward(PassBuilder pass, BufferView gradient, WantedGradient? wanted)
        {
            // The sums that the parameters' gradients are made of are what the statistics hand back to the input too.
            RowPieces cut = Geometry.Cut;
            ScaleShiftSums sums = Sums(Norm.Name, cut.GroupValues);
            StatisticsPlace place = new(cut.GroupRows, cut.Stride, cut.Columns, 1);
            pass.Add(NormalizationKernels.Sums(
                cut, Input, gradient, Statistics, place, Geometry.Epsilon, sums, Sums($"{Norm.Name}.pieces", cut.PieceValues), $"{Norm.Name}.backward_sums"));
            pass.Add(NormalizationKernels.Gradients(cut, sums, Norm._scale.In(pass.Gradients), Norm._shift.In(pass.Gradients), $"{Norm.Name}.backward_parameters"));
            if (wanted is not { } input)
            {
                return null;
            }

            BufferView inputGradient = pass.Features($"{Norm.Name}.input_gradient", Norm.Input);
            pass.Add(BatchNormKernels.BackwardInput(
                Geometry, Input, gradient, Statistics, sums, Norm._scale.In(pass.Parameters), inputGradient, input.Through, $"{Norm.Name}.backward_input"));
            return inputGradient;
        }
    }
}
