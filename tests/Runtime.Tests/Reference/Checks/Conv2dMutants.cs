namespace SweepDsl.Runtime.Tests.Reference.Checks;

/// <summary>Convolutions with one mistake each.</summary>
public static class Conv2dMutants
{
    private static readonly Conv2dImplementation Right = Conv2dImplementation.Reference;

    public static ImmutableArray<Mutant<Conv2dImplementation>> All { get; } =
    [
        new("The bias is not added", Right with { Forward = (x, w, _, s) => Right.Forward(x, w, null, s) }),
        new("The bias gradient is dropped", Right with { BackwardBias = (_, s) => new double[s.OutChannels] }),
        new("The bias gradient is of the first example alone", Right with { BackwardBias = (dy, s) => Right.BackwardBias(First(dy, s), s) }),
        new("The bias gradient is a mean over pixels", Right with { BackwardBias = (dy, s) => Scaled(Right.BackwardBias(dy, s), 1.0 / s.Window.OutputPixels) }),
        new("The input gradient has the wrong sign", Right with { BackwardInput = (dy, w, s) => Scaled(Right.BackwardInput(dy, w, s), -1) }),
        new("The incoming gradient is taken for 1", Right with { BackwardInput = (dy, w, s) => Right.BackwardInput(Ones(dy), w, s) }),
        new("The weight gradient ignores the incoming gradient", Right with { BackwardWeight = (x, dy, s) => Right.BackwardWeight(x, Ones(dy), s) }),
        new("The weight gradient is of the first example alone", Right with { BackwardWeight = (x, dy, s) => Right.BackwardWeight(x, First(dy, s), s) }),
        new("The weight gradient is divided by the batch a second time", Right with { BackwardWeight = (x, dy, s) => Scaled(Right.BackwardWeight(x, dy, s), 1.0 / s.Batch) }),
        new("The kernel is mirrored in the forward pass", Right with { Forward = (x, w, bias, s) => Right.Forward(x, Mirrored(w, s), bias, s) }),
        new("The kernel is mirrored in the input gradient", Right with { BackwardInput = (dy, w, s) => Right.BackwardInput(dy, Mirrored(w, s), s) }),
        new("The kernel is mirrored everywhere", Everywhere(s => s, Mirrored)),
        new("The kernel is transposed everywhere where it is square", Everywhere(s => s, Transposed)),
        new("The strides are swapped everywhere", Everywhere(SwappedStrides, (w, _) => w)),
        new("The borders on top and left are swapped everywhere", Everywhere(SwappedBorders, (w, _) => w)),
        new("The border is off by one everywhere", Everywhere(ShiftedBorder, (w, _) => w)),
        new("The border is off by one in the input gradient", Right with { BackwardInput = (dy, w, s) => Right.BackwardInput(dy, w, ShiftedBorder(s)) }),
        new("The border is off by one in the weight gradient", Right with { BackwardWeight = (x, dy, s) => Right.BackwardWeight(x, dy, ShiftedBorder(s)) }),
        new("Input and output channels are swapped in the weight", Everywhere(s => s, SwappedChannels)),
        new("The weight's channels are swapped in the input gradient", Right with { BackwardInput = (dy, w, s) => Right.BackwardInput(dy, SwappedChannels(w, s), s) }),
    ];

    private static Conv2dImplementation Everywhere(Func<Conv2dShape, Conv2dShape> shape, Func<double[], Conv2dShape, double[]> weight) => new(
        (x, w, bias, s) => Right.Forward(x, weight(w, s), bias, shape(s)),
        (dy, w, s) => Right.BackwardInput(dy, weight(w, s), shape(s)),
        (x, dy, s) => weight(Right.BackwardWeight(x, dy, shape(s)), s),
        (dy, s) => Right.BackwardBias(dy, shape(s)));

    private static double[] Scaled(double[] values, double factor) => [.. values.Select(value => factor * value)];

    private static double[] Ones(double[] values) => [.. values.Select(_ => 1.0)];

    private static double[] First(double[] dy, Conv2dShape s) => [.. dy.Select((d, i) => i < dy.Length / s.Batch ? d : 0)];

    // Only changes of the shape that keep the number of outputs are made, so that a mutant is wrong in values, not in sizes.
    private static Conv2dShape SwappedStrides(Conv2dShape s) =>
        Kept(s, s with { Window = s.Window with { StrideY = s.Window.StrideX, StrideX = s.Window.StrideY } });

    private static Conv2dShape SwappedBorders(Conv2dShape s) => Kept(
        s,
        s with
        {
            Window = s.Window with
            {
                PadTop = s.Window.PadLeft,
                PadBottom = s.Window.PadTop + s.Window.PadBottom - s.Window.PadLeft,
                PadLeft = s.Window.PadTop,
                PadRight = s.Window.PadLeft + s.Window.PadRight - s.Window.PadTop,
            },
        });

    private static Conv2dShape ShiftedBorder(Conv2dShape s) =>
        s with { Window = s.Window with { PadLeft = s.Window.PadLeft + 1, PadRight = s.Window.PadRight - 1 } };

    private static Conv2dShape Kept(Conv2dShape before, Conv2dShape after) =>
        after.Window.OutputHeight == before.Window.OutputHeight && after.Window.OutputWidth == before.Window.OutputWidth ? after : before;

    private static double[] Mirrored(double[] w, Conv2dShape s) =>
        new ReferenceImages(s.Window.Height, s.Window.Width, s.InChannels * s.OutChannels).Flip(w);

    private static double[] Transposed(double[] w, Conv2dShape s)
    {
        (int size, int channels) = (s.Window.Width, s.InChannels * s.OutChannels);
        return s.Window.Height != size
            ? w
            : [.. w.Select((_, i) => w[((((i / channels % size) * size) + (i / channels / size)) * channels) + (i % channels)])];
    }

    private static double[] SwappedChannels(double[] w, Conv2dShape s)
    {
        int channels = s.InChannels * s.OutChannels;
        return [.. w.Select((_, i) => w[(i / channels * channels) + (i % channels % s.InChannels * s.OutChannels) + (i % channels / s.InChannels)])];
    }
}
