namespace SweepDsl.Runtime.Tests.Reference.Checks;

/// <summary>The sizes of a convolution.</summary>
public readonly record struct Conv2dShape(int Batch, Window2d Window, int InChannels, int OutChannels)
{
    public int InputCount => Batch * Window.InputPixels * InChannels;

    public int WeightCount => Window.Height * Window.Width * InChannels * OutChannels;

    public int OutputCount => Batch * Window.OutputPixels * OutChannels;
}

/// <summary>An implementation of the convolution's four passes, so that checks can be tried on wrong ones too.</summary>
public sealed record Conv2dImplementation(
    Func<double[], double[], double[]?, Conv2dShape, double[]> Forward,
    Func<double[], double[], Conv2dShape, double[]> BackwardInput,
    Func<double[], double[], Conv2dShape, double[]> BackwardWeight,
    Func<double[], Conv2dShape, double[]> BackwardBias)
{
    /// <summary>The reference.</summary>
    public static Conv2dImplementation Reference { get; } = new(
        (x, w, bias, s) => ReferenceConv2d.Forward(x, w, bias, s.Batch, s.Window, s.InChannels, s.OutChannels).Values,
        (dy, w, s) => ReferenceConv2d.BackwardInput(dy, w, s.Batch, s.Window, s.InChannels, s.OutChannels).Values,
        (x, dy, s) => ReferenceConv2d.BackwardWeight(x, dy, s.Batch, s.Window, s.InChannels, s.OutChannels).Values,
        (dy, s) => ReferenceConv2d.BackwardBias(dy, s.OutChannels).Values);

    /// <summary>Input, weight and bias as a function with its backward pass.</summary>
    public DifferentiableFunction At(Conv2dShape shape) => new(
        [Draw.Uniform(1, shape.InputCount), Draw.Uniform(2, shape.WeightCount), Draw.Uniform(3, shape.OutChannels)],
        at => Forward(at[0], at[1], at[2], shape),
        (at, dy) => [BackwardInput(dy, at[1], shape), BackwardWeight(at[0], dy, shape), BackwardBias(dy, shape)]);
}
