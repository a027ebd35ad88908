using SweepDsl.Runtime.Kernels;
using SweepDsl.Runtime.Kernels.Planning;
using SweepDsl.Runtime.Network;

namespace SweepDsl.Runtime.Training.Device;

/// <summary>Plans how an update ends, when the gradients of its whole batch are there: they are looked at and clipped, parameters move, and their average follows.</summary>
/// <param name="network">The network.</param>
/// <param name="training">How it is trained.</param>
/// <param name="buffers">The trial's buffers.</param>
internal sealed class UpdatePlan(NetworkPlan network, TrainingDefinition training, TrialBuffers buffers)
{
    private BufferView Parameters => buffers.Parameters.View;

    private BufferView Gradients => buffers.Gradients.View;

    private BufferView Control => buffers.Control.View;

    private BufferView? LossScale => buffers.LossScale?.View;

    /// <summary>Adds the dispatches.</summary>
    public void AddTo(StepProgramBuilder program)
    {
        if (LossScale is { } scale)
        {
            // Before they are clipped, which would hide what is not finite.
            program.Add(LossScaleKernels.Check(Gradients, scale, "loss_scale.check"));
        }

        Clip(program);
        BufferView? trust = training.Optimizer.IsLayerwise ? Trust(program) : null;
        program.Add(StepKernels.Update(
            training.Optimizer, Parameters, Gradients, buffers.State.View, buffers.Hyper.View, Control, buffers.LearningRates.View, LossScale, trust, "optimizer.update"));
        if (training.WeightAverage is { } decay)
        {
            program.Add(WeightKernels.Average(decay, Parameters, Control, buffers.Averages!.View, "weights.average"));
        }
    }

    private void Clip(StepProgramBuilder program)
    {
        if (training.ClipGradientNorm is { } norm)
        {
            BufferView scratch = PassBuilder.Transient("gradients.clip.squares", GradientKernels.ClipScratchBytes(network.FlatLength));
            BufferView factor = PassBuilder.Transient("gradients.clip.factor", sizeof(float));
            program.Add(GradientKernels.ClipNorm(norm, Gradients, LossScale, scratch, factor, "gradients.clip"));
        }

        if (training.ClipGradientValue is { } value)
        {
            program.Add(GradientKernels.ClipValues(value, Gradients, LossScale, "gradients.clip"));
        }
    }

    private BufferView Trust(StepProgramBuilder program)
    {
        BufferView scratch = PassBuilder.Transient("optimizer.trust.norms", TrustKernels.RatioBytes(network.FlatLength));
        BufferView ratios = PassBuilder.Transient("optimizer.trust.ratios", TrustKernels.RatioBytes(network.FlatLength));
        program.Add(TrustKernels.Ratios(
            training.Optimizer, Parameters, Gradients, buffers.State.View, buffers.Hyper.View, Control, LossScale, buffers.Tensors!.View, scratch, ratios, "optimizer.trust"));
        return ratios;
    }
}
