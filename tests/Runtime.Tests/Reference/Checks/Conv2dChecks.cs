namespace SweepDsl.Runtime.Tests.Reference.Checks;

/// <summary>What holds of every right convolution.</summary>
public static class Conv2dChecks
{
    private static readonly ImmutableArray<Conv2dShape> TinyShapes =
    [
        new(1, new Window2d(1, 1, 1, 1), 1, 1),
        new(2, new Window2d(3, 2, 2, 1), 2, 3),
        new(2, new Window2d(4, 5, 3, 2, 2, 1, 1, 0, 2, 1), 2, 2),
        new(1, new Window2d(3, 4, 3, 3, 1, 3, 2, 1, 0, 2), 1, 2),
    ];

    private static readonly ImmutableArray<Conv2dShape> Shapes =
    [
        new(3, new Window2d(7, 5, 3, 3, 1, 1, 1, 1, 1, 1), 3, 5),
        new(2, new Window2d(11, 8, 5, 3, 3, 2, 2, 0, 1, 1), 4, 3),
        new(2, new Window2d(6, 9, 1, 4, 2, 3), 5, 2),
    ];

    // The second has as many outputs when its strides are swapped: then only the values tell.
    private static readonly ImmutableArray<Conv2dShape> StridedShapes =
    [
        new(1, new Window2d(9, 11, 2, 3, 2, 3, 1, 2, 0, 1), 2, 1),
        new(1, new Window2d(5, 6, 2, 3, 2, 3), 1, 1),
    ];

    public static ImmutableArray<Check<Conv2dImplementation>> All { get; } =
    [
        new("The backward passes agree with differences at every pair of values", conv => Worst(TinyShapes, s => GradientCheck.Jacobian(conv.At(s)))),
        new("The backward passes agree with differences along directions", conv => Worst(Shapes, s => GradientCheck.Directional(conv.At(s)))),
        new("An example worked by hand comes out", WorkedByHand),
        new("A 1x1 kernel is a matrix product", OneByOneIsMatrixProduct),
        new("A kernel of a single 1 shifts the image", DeltaKernelShifts),
        new("A stride takes a subset of stride 1", conv => Worst(StridedShapes, s => StrideSubsamples(conv, s))),
        new("Padding is a border of zeros", PaddingIsBorder),
        new("A mirrored image under a mirrored kernel gives a mirrored output", MirrorsCommute),
        new("Forward and backward are adjoint", conv => Worst(Shapes, s => Adjoint(conv, s))),
    ];

    private static Comparison Worst(IEnumerable<Conv2dShape> shapes, Func<Conv2dShape, Comparison> check) =>
        shapes.Select(check).Aggregate((a, b) => a.Worse(b));

    private static Comparison WorkedByHand(Conv2dImplementation conv)
    {
        // Two rows of three, one channel; a kernel of one row and two columns; a column of border on the left; steps of 1 down and 2 along; bias 10.
        Conv2dShape shape = new(1, new Window2d(2, 3, 1, 2, 1, 2, PadLeft: 1), 1, 1);
        double[] x = [1, 2, 3, 4, 5, 6];
        double[] w = [10, 100];
        double[] dy = [1, 2, 3, 4];

        return Equality.Of(conv.Forward(x, w, [10], shape), [110, 330, 410, 660])
            .Worse(Equality.Of(conv.BackwardInput(dy, w, shape), [100, 20, 200, 300, 40, 400]))
            .Worse(Equality.Of(conv.BackwardWeight(x, dy, shape), [(2 * 2) + (4 * 5), 1 + (2 * 3) + (3 * 4) + (4 * 6)]))
            .Worse(Equality.Of(conv.BackwardBias(dy, shape), [10]));
    }

    private static Comparison OneByOneIsMatrixProduct(Conv2dImplementation conv)
    {
        Conv2dShape shape = new(2, new Window2d(3, 4, 1, 1), 3, 5);
        double[] x = Draw.Uniform(1, shape.InputCount);
        double[] w = Draw.Uniform(2, shape.WeightCount);
        double[] bias = Draw.Uniform(3, shape.OutChannels);

        return Equality.Of(conv.Forward(x, w, bias, shape), ReferenceDense.Forward(x, w, bias, 2 * 3 * 4, 3, 5).Values);
    }

    private static Comparison DeltaKernelShifts(Conv2dImplementation conv)
    {
        Conv2dShape shape = new(1, new Window2d(4, 5, 3, 3, 1, 1, 1, 1, 1, 1), 1, 1);
        double[] x = Draw.Uniform(1, shape.InputCount);
        Comparison worst = new(0, "all equal");
        for (int place = 0; place < 9; place++)
        {
            double[] kernel = new double[9];
            kernel[place] = 1;
            double[] shifted = [.. Enumerable.Range(0, 20).Select(i => PixelOrZero(x, (i / 5) + (place / 3) - 1, (i % 5) + (place % 3) - 1))];
            worst = worst.Worse(Equality.Of(conv.Forward(x, kernel, null, shape), shifted));
        }

        return worst;

        static double PixelOrZero(double[] x, int row, int column) => row is >= 0 and < 4 && column is >= 0 and < 5 ? x[(row * 5) + column] : 0;
    }

    private static Comparison StrideSubsamples(Conv2dImplementation conv, Conv2dShape strided)
    {
        Conv2dShape dense = strided with { Window = strided.Window with { StrideY = 1, StrideX = 1 } };
        double[] x = Draw.Uniform(1, strided.InputCount);
        double[] w = Draw.Uniform(2, strided.WeightCount);

        double[] all = conv.Forward(x, w, null, dense);
        double[] picked =
        [
            .. from p in Enumerable.Range(0, strided.Window.OutputHeight)
               from q in Enumerable.Range(0, strided.Window.OutputWidth)
               select all[(strided.Window.StrideY * p * dense.Window.OutputWidth) + (strided.Window.StrideX * q)],
        ];
        return Equality.Of(conv.Forward(x, w, null, strided), picked);
    }

    private static Comparison PaddingIsBorder(Conv2dImplementation conv)
    {
        Conv2dShape padded = new(1, new Window2d(3, 4, 2, 3, 1, 2, 1, 2, 3, 0), 1, 2);
        Conv2dShape bordered = new(1, new Window2d(7, 6, 2, 3, 1, 2), 1, 2);
        double[] x = Draw.Uniform(1, padded.InputCount);
        double[] w = Draw.Uniform(2, padded.WeightCount);
        double[] border = new double[bordered.InputCount];
        for (int i = 0; i < x.Length; i++)
        {
            border[(((i / 4) + 1) * 6) + (i % 4) + 2] = x[i];
        }

        return Equality.Of(conv.Forward(x, w, null, padded), conv.Forward(border, w, null, bordered));
    }

    private static Comparison MirrorsCommute(Conv2dImplementation conv)
    {
        Conv2dShape shape = new(1, new Window2d(5, 6, 2, 3, 1, 1, 1, 2, 0, 1), 2, 3);
        Conv2dShape mirrored = shape with { Window = shape.Window with { PadLeft = 1, PadRight = 2 } };
        double[] x = Draw.Uniform(1, shape.InputCount);
        double[] w = Draw.Uniform(2, shape.WeightCount);

        double[] output = conv.Forward(new ReferenceImages(5, 6, 2).Flip(x), new ReferenceImages(2, 3, 6).Flip(w), null, mirrored);
        return Equality.Of(output, new ReferenceImages(shape.Window.OutputHeight, shape.Window.OutputWidth, 3).Flip(conv.Forward(x, w, null, shape)));
    }

    private static Comparison Adjoint(Conv2dImplementation conv, Conv2dShape shape)
    {
        double[] x = Draw.Uniform(1, shape.InputCount);
        double[] w = Draw.Uniform(2, shape.WeightCount);
        double[] y = Draw.Uniform(3, shape.OutputCount);

        double forward = Draw.Dot(conv.Forward(x, w, null, shape), y);
        return Equality.Of(Draw.Dot(x, conv.BackwardInput(y, w, shape)), forward)
            .Worse(Equality.Of(Draw.Dot(w, conv.BackwardWeight(x, y, shape)), forward));
    }
}
