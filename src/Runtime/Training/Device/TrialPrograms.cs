using System.Collections.Immutable;
using SweepDsl.Runtime.Data;
using SweepDsl.Runtime.Kernels;
using SweepDsl.Runtime.Kernels.Planning;
using SweepDsl.Runtime.Network;

namespace SweepDsl.Runtime.Training.Device;

/// <summary>Plans what a trial runs on its device: a training step, and a batch of an evaluation. Plain data; nothing runs here.</summary>
/// <param name="network">The network.</param>
/// <param name="training">How it is trained.</param>
/// <param name="augmentations">Random changes of training images.</param>
/// <param name="data">The data set on the device.</param>
/// <param name="buffers">The trial's buffers.</param>
/// <param name="tiles">Chooses the tiles of products.</param>
/// <param name="seed">The trial's seed.</param>
internal sealed class TrialPrograms(
    NetworkPlan network, TrainingDefinition training, ImmutableArray<Augmentation> augmentations, DeviceDataset data, TrialBuffers buffers, IProductTiles tiles, int seed)
{
    private ElementType Elements => training.Precision.Elements();

    private BufferView? LossScale => buffers.LossScale?.View;

    /// <summary>One update: gather a batch, forward, loss, backward, optimizer. A batch in parts does all but the last for each part.</summary>
    /// <param name="batch">Examples of the batch.</param>
    public StepProgram Step(int batch)
    {
        ImmutableArray<BatchPart> parts = BatchPart.Cut(batch, training.MicroBatch);

        // Parts that are alike share a program, and with it their memory.
        Dictionary<BatchPart, StepProgram> programs = parts.Distinct().ToDictionary(part => part, Part);
        return parts.Length == 1 ? programs[parts[0]] : StepProgram.Sequence([.. parts.Select(part => programs[part])]);
    }

    private StepProgram Part(BatchPart part)
    {
        StepProgramBuilder program = new();
        int examples = part.Examples;
        Batch gathered = Gather(program, data.Train, examples, buffers.Control, buffers.Order.View, ImageAugmentationPlan.Create(augmentations, seed), buffers.Mixing?.View);
        if (part.IsFirst && LossScale is { } settled)
        {
            program.Add(LossScaleKernels.Settle(buffers.Control.View, settled, "loss_scale.settle"));
        }

        LogicalBuffer gradients = part.IsFirst ? buffers.Gradients : buffers.PartGradients!;
        PassBuilder pass = Pass(program, buffers.Parameters, examples, new StepViews(gradients, buffers.Control.View, gathered.Examples, seed));
        SequencePass forward = network.Forward(pass, gathered.Input);
        BufferView logitsGradient = pass.Features("loss.gradient", network.Output);
        (BufferView exampleLoss, _) = Loss(program, examples, part.Of, forward.Output, gathered.Labels, logitsGradient, LossScale, gathered.Mixing);
        program.Add(LossKernels.Record(part, exampleLoss, buffers.Control.View, buffers.Losses.View, "loss.record"));
        network.Backward(pass, forward, logitsGradient);
        if (!part.IsFirst)
        {
            program.Add(GradientKernels.Accumulate(buffers.Gradients.View, gradients.View, "gradients.accumulate"));
        }

        if (part.IsLast)
        {
            new UpdatePlan(network, training, buffers).AddTo(program);
        }

        return program.Build();
    }

    /// <summary>One batch of an evaluation: gather, forward, loss, totals.</summary>
    /// <param name="examples">The examples measured.</param>
    /// <param name="order">Which of them, in order; null takes them as stored.</param>
    /// <param name="counted">What the evaluation counts in.</param>
    /// <param name="batch">Examples of the batch.</param>
    public StepProgram Evaluation(DeviceExamples examples, LogicalBuffer? order, EvaluationBuffers counted, int batch)
    {
        StepProgramBuilder program = new();
        Batch gathered = Gather(program, examples, batch, counted.Control, order?.View, augmentation: null);
        program.Add(StepKernels.AdvancePosition(batch, counted.Control.View, "evaluation.advance"));
        PassBuilder pass = Pass(program, buffers.Measured, batch, step: null);
        SequencePass forward = network.Forward(pass, gathered.Input);
        (BufferView exampleLoss, BufferView exampleCorrect) = Loss(program, batch, batch, forward.Output, gathered.Labels, gradient: null, lossScale: null);
        program.Add(LossKernels.Accumulate(batch, exampleLoss, exampleCorrect, counted.Totals.View, "evaluation.accumulate"));
        return program.Build();
    }

    private Batch Gather(StepProgramBuilder program, DeviceExamples examples, int batch, LogicalBuffer control, BufferView? order, ImageAugmentation? augmentation, BufferView? mixing = null)
    {
        BufferView input = new LogicalBuffer("batch.input", Elements.BytesOf(checked(batch * (long)network.Definition.Input.Elements)), BufferLifetime.Transient, Elements).View;
        BufferView labels = PassBuilder.Transient("batch.labels", batch * (long)sizeof(uint));
        BufferView numbers = PassBuilder.Transient("batch.examples", batch * (long)sizeof(uint));
        BufferView? batchMixing = mixing is null ? null : PassBuilder.Transient("batch.mixing", batch * (long)MixupPairs.Words * sizeof(uint));
        program.Add(GatherKernels.Gather(
            examples.Storage,
            batch,
            [.. examples.Chunks.Select(chunk => chunk.View)],
            examples.Labels.View,
            order,
            control.View,
            data.Normalization.View,
            augmentation,
            input,
            labels,
            numbers,
            "batch.gather",
            mixing is { } pairs && batchMixing is { } own ? new ExampleMixing(pairs, own) : null));
        return new Batch(input, labels, numbers, batchMixing);
    }

    private (BufferView ExampleLoss, BufferView ExampleCorrect) Loss(
        StepProgramBuilder program, int batch, int of, BufferView logits, BufferView labels, BufferView? gradient, BufferView? lossScale, BufferView? mixing = null)
    {
        BufferView exampleLoss = PassBuilder.Transient("loss.example_loss", batch * (long)sizeof(float));
        BufferView exampleCorrect = PassBuilder.Transient("loss.example_correct", batch * (long)sizeof(uint));
        int classes = network.Output.Elements;
        program.Add(training.Loss switch
        {
            SoftmaxCrossEntropyLoss loss => LossKernels.SoftmaxCrossEntropy(
                classes, batch, loss.LabelSmoothing, logits, labels, gradient, exampleLoss, exampleCorrect, lossScale, "loss.softmax_cross_entropy", of, mixing),
            MeanSquaredErrorLoss => LossKernels.MeanSquaredError(
                classes, batch, logits, labels, gradient, exampleLoss, exampleCorrect, lossScale, "loss.mean_squared_error", of, mixing),
            _ => throw new ArgumentOutOfRangeException(nameof(training), training.Loss, "Unknown loss."),
        });
        return (exampleLoss, exampleCorrect);
    }

    // Made anew in each pass, the copy is never older than the parameters, and no checkpoint need hold it.
    private PassBuilder Pass(StepProgramBuilder program, LogicalBuffer parameters, int batch, StepViews? step)
    {
        if (Elements == ElementType.Float32)
        {
            return new PassBuilder(program, parameters, batch, tiles, step) { RunningStatistics = buffers.RunningStatistics };
        }

        LogicalBuffer weights = new("weights", Elements.BytesOf(network.FlatLength), BufferLifetime.Transient, Elements);
        program.Add(WeightKernels.Store(parameters.View, weights.View, "weights.store"));
        return new PassBuilder(program, parameters, batch, tiles, step) { Weights = weights, RunningStatistics = buffers.RunningStatistics };
    }

    private readonly record struct Batch(BufferView Input, BufferView Labels, BufferView Examples, BufferView? Mixing);
}
