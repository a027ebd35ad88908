using System.Collections.Immutable;
using SweepDsl.Runtime.Kernels;
using SweepDsl.Runtime.Kernels.Planning;

namespace SweepDsl.Runtime.Network.Layers;

/// <summary>Group norm, or layer norm, with its activation: over values of one example, in training and evaluation alike.</summary>
internal sealed class GroupNormLayer(
    LayerPlace place, string kind, FeatureShape input, int groups, double epsilon, Activation activation, ParameterTensor scale, ParameterTensor shift)
    : Layer(place, kind, input, input)
{
    private readonly ParameterTensor _scale = scale;
    private readonly ParameterTensor _shift = shift;

    /// <inheritdoc/>
    public override ImmutableArray<ParameterTensor> Parameters { get; } = [scale, shift];

    /// <inheritdoc/>
    public override LayerPass Forward(PassBuilder pass, BufferView input)
    {
        GroupNormGeometry geometry = new(pass.Batch, Input.Height * Input.Width, Input.Channels, groups, _scale.Layout.Elements == Input.Elements, epsilon);
        FusedActivation fused = FusedActivation.Create(pass, this, activation);
        BatchStatistics? statistics = pass.Mode == PassMode.Training
            ? new(PassBuilder.Floats($"{Name}.mean", geometry.Statistics), PassBuilder.Floats($"{Name}.variance", geometry.Statistics))
            : null;
        pass.Add(GroupNormKernels.Forward(
            geometry, input, _scale.In(pass.Parameters), _shift.In(pass.Parameters), fused.Output, fused.Preactivation, statistics, activation, $"{Name}.forward"));
        return new Pass(this, geometry, input, statistics, fused);
    }

    private sealed record Pass(GroupNormLayer Norm, GroupNormGeometry Geometry, BufferView Input, BatchStatistics? Kept, FusedActivation Fused)
        : PlainPass(Norm, Fused.Output, Fused.Pending)
    {
        private BatchStatistics Statistics => Kept ?? throw new InvalidOperationException("A pass of evaluation has no way back.");

        protected override void BackwardParameters(PassBuilder pass, BufferView gradient)
        {
            RowPieces cut = Geometry.Cut;
            ScaleShiftSums sums = Sums(Norm.Name, cut.GroupValues);
            pass.Add(NormalizationKernels.Sums(
                cut, Input, gradient, Statistics, Geometry.Place, Geometry.Epsilon, sums, Sums($"{Norm.Name}.pieces", cut.PieceValues), $"{Norm.Name}.backward_sums"));
            pass.Add(NormalizationKernels.Gradients(cut, sums, Norm._scale.In(pass.Gradients), Norm._shift.In(pass.Gradients), $"{Norm.Name}.backward_parameters"));
        }

        protected override BufferView BackwardInput(PassBuilder pass, BufferView gradient, ActivationGradient? through)
        {
            BufferView inputGradient = pass.Features($"{Norm.Name}.input_gradient", Norm.Input);
            pass.Add(GroupNormKernels.BackwardInput(
                Geometry, Input, gradient, Statistics, Norm._scale.In(pass.Parameters), inputGradient, through, $"{Norm.Name}.backward_input"));
            return inputGradient;
        }

        private static ScaleShiftSums Sums(string name, long count) => new(PassBuilder.Floats($"{name}.scale_sums", count), PassBuilder.Floats($"{name}.shift_sums", count));
    }
}
