namespace SweepDsl.Runtime.Kernels.Planning;

/// <summary>Plans the dispatches of dropout. Which values are dropped depends on seed, layer, epoch, example and element alone.</summary>
public static class DropoutKernels
{
    /// <summary><c>output = input * mask / (1 - rate)</c>.</summary>
    /// <param name="dropout">Rate, seed and layer.</param>
    /// <param name="elements">Values of one example.</param>
    /// <param name="batch">Examples.</param>
    /// <param name="examples">The examples' numbers, as <c>gather_batch</c> left them.</param>
    /// <param name="control">The trial's <c>StepControl</c>, for its <c>epoch</c>.</param>
    /// <param name="input">[batch, elements].</param>
    /// <param name="output">Overwritten, [batch, elements]; may be <paramref name="input"/>.</param>
    /// <param name="label">Name of the dispatch.</param>
    public static Dispatch Forward(DropoutMask dropout, int elements, int batch, BufferView examples, BufferView control, BufferView input, BufferView output, string label) =>
        Backward(dropout, elements, batch, examples, control, input, output, through: null, label);

    /// <summary><c>inputGradient = outputGradient * mask / (1 - rate)</c> with the mask of <see cref="Forward"/>, and then through the activation before it, if wished.</summary>
    /// <param name="dropout">Rate, seed and layer.</param>
    /// <param name="elements">Values of one example.</param>
    /// <param name="batch">Examples.</param>
    /// <param name="examples">The examples' numbers, as <c>gather_batch</c> left them.</param>
    /// <param name="control">The trial's <c>StepControl</c>, for its <c>epoch</c>.</param>
    /// <param name="outputGradient">[batch, elements].</param>
    /// <param name="inputGradient">Overwritten, [batch, elements]; may be <paramref name="outputGradient"/>.</param>
    /// <param name="through">The activation that made the input, when the gradient shall be taken through it at once.</param>
    /// <param name="label">Name of the dispatch.</param>
    public static Dispatch Backward(
        DropoutMask dropout,
        int elements,
        int batch,
        BufferView examples,
        BufferView control,
        BufferView outputGradient,
        BufferView inputGradient,
        ActivationGradient? through,
        string label)
    {
        long values = (long)batch * elements;
        InvocationGrid grid = InvocationGrid.Of((long)batch * ((elements + 3) / 4), label);
        return new Dropout
        {
            Storage = inputGradient.Elements,
            WorkgroupSize = grid.WorkgroupSize,
            VectorElements = elements % 4 == 0,
            Activation = through?.Activation ?? Activations.Identity,
            Input = outputGradient.Holding(values, label),
            BatchExamples = examples.Holding(batch, label),
            Control = control.Holding(StepKernels.ControlBytes / sizeof(uint), label),
            Saved = through?.Saved.Holding(values, label) ?? outputGradient,
            Output = inputGradient.Holding(values, label),
            Batch = (uint)batch,
            Elements = (uint)elements,
            Rate = (float)dropout.Rate,
            Scale = (float)(1 / (1 - dropout.Rate)),
            Seed = dropout.Seed,
            Layer = (uint)dropout.Layer,
        }.Dispatch(grid.Groups, label);
    }
}
