namespace SweepDsl.Runtime.Tests.Reference.Checks;

/// <summary>The reference of max_pool2d holds every check, and every mutant of it fails one.</summary>
public sealed class MaxPool2dTests
{
    private static readonly PoolImplementation Right = PoolImplementation.Max;

    private static IEnumerable<Check<PoolImplementation>> Checks =>
    [
        new(
            "The backward pass agrees with differences at every pair of values",
            pool => PoolImplementation.Shapes.Select(s => GradientCheck.Jacobian(pool.At(s))).Aggregate((a, b) => a.Worse(b))),
        new("An example worked by hand comes out", WorkedByHand),
        new("The first of equal values gets the gradient", FirstOfEqualsWins),
        new("The border never wins, not even over negative values", BorderNeverWins),
        new("A border on top alone moves the windows up", BorderMovesWindows),
        new("Strides down and along are not the same", StridesAreTwo),
    ];

    private static IEnumerable<Mutant<PoolImplementation>> Mutants =>
    [
        new("It takes the smallest", Negated()),
        new("The last of equal values gets the gradient", Right with { Backward = LastOfEquals }),
        new("Every one of equal values gets the gradient", Right with { Backward = AllOfEquals }),
        new("A border of zeros takes part", Right with { Forward = (x, s) => [.. Right.Forward(x, s).Select((y, i) => HasBorder(s) ? Math.Max(y, 0) : y)] }),
        new("Overlapping windows overwrite each other's gradient", Right with { Backward = Overwriting }),
        new("The incoming gradient is taken for 1", Right with { Backward = (x, dy, s) => Right.Backward(x, [.. dy.Select(_ => 1.0)], s) }),
        new("The gradient is spread over the window", Right with { Backward = (_, dy, s) => PoolImplementation.Mean.Backward([], dy, s) }),
        new("The border is off by one", Right.WithShape(ShiftedBorder)),
        new("The strides are swapped", Right.WithShape(SwappedStrides)),
    ];

    [TestCaseSource(nameof(Checks))]
    public void Reference_holds(Check<PoolImplementation> check) => check.Run(Right).AssertWithin(check.Name);

    [TestCaseSource(nameof(Mutants))]
    public void Mutant_is_caught(Mutant<PoolImplementation> mutant) => mutant.AssertCaught(Checks);

    private static Comparison WorkedByHand(PoolImplementation pool)
    {
        // Two channels of 2 by 3, windows of 2 by 2 that overlap.
        PoolShape shape = new(1, new Window2d(2, 3, 2, 2), 2);
        double[] x = [1, -1, 5, -5, 2, -2, 3, -3, 4, -4, 0, -6];

        return Equality.Of(pool.Forward(x, shape), [5, -1, 5, -2])
            .Worse(Equality.Of(pool.Backward(x, [1, 10, 100, 1000], shape), [0, 10, 101, 0, 0, 1000, 0, 0, 0, 0, 0, 0]));
    }

    private static Comparison FirstOfEqualsWins(PoolImplementation pool)
    {
        PoolShape shape = new(1, new Window2d(2, 2, 2, 2), 1);

        return Equality.Of(pool.Backward([0, 7, 7, 7], [1], shape), [0, 1, 0, 0])
            .Worse(Equality.Of(pool.Backward([3, 3, 3, 3], [1], shape), [1, 0, 0, 0]))
            .Worse(Equality.Of(pool.Backward([0, 0, 7, 7], [1], shape), [0, 0, 1, 0]));
    }

    private static Comparison BorderNeverWins(PoolImplementation pool)
    {
        PoolShape shape = new(1, new Window2d(2, 2, 2, 2, 1, 1, 1, 1, 1, 1), 1);
        double[] x = [-4, -3, -2, -1];

        return Equality.Of(pool.Forward(x, shape), [-4, -3, -3, -2, -1, -1, -2, -1, -1])
            .Worse(Equality.Of(pool.Backward(x, [1, 2, 4, 8, 16, 32, 64, 128, 256], shape), [1, 6, 72, 432]));
    }

    private static Comparison BorderMovesWindows(PoolImplementation pool) =>
        Equality.Of(pool.Forward([5, 1, 2, 3], new PoolShape(1, new Window2d(4, 1, 3, 1, PadTop: 1), 1)), [5, 5, 3]);

    private static Comparison StridesAreTwo(PoolImplementation pool)
    {
        PoolShape shape = new(1, new Window2d(5, 5, 2, 2, 2, 3), 1);
        double[] x = [.. Enumerable.Range(0, 25).Select(i => (double)i)];

        return Equality.Of(pool.Forward(x, shape), [6, 9, 16, 19]);
    }

    private static bool HasBorder(PoolShape s) => s.Window.PadTop > 0;

    private static PoolShape ShiftedBorder(PoolShape s)
    {
        PoolShape shifted = s with { Window = s.Window with { PadTop = s.Window.PadTop - 1, PadBottom = s.Window.PadBottom + 1 } };
        bool lastWindowTouchesImage = shifted.Window.InputRow(s.Window.OutputHeight - 1, 0) < s.Window.InputHeight;
        return HasBorder(s) && lastWindowTouchesImage ? shifted : s;
    }

    private static PoolShape SwappedStrides(PoolShape s)
    {
        PoolShape swapped = s with { Window = s.Window with { StrideY = s.Window.StrideX, StrideX = s.Window.StrideY } };
        bool hasAsManyOutputs = (swapped.Window.OutputHeight, swapped.Window.OutputWidth) == (s.Window.OutputHeight, s.Window.OutputWidth);
        return hasAsManyOutputs ? swapped : s;
    }

    private static PoolImplementation Negated() => new(
        (x, s) => [.. Right.Forward([.. x.Select(v => -v)], s).Select(v => -v)],
        (x, dy, s) => Right.Backward([.. x.Select(v => -v)], dy, s));

    // A rise along the image that is too small to matter but between equals.
    private static double[] LastOfEquals(double[] x, double[] dy, PoolShape s) => Right.Backward([.. x.Select((v, i) => v + (1e-9 * i))], dy, s);

    private static double[] AllOfEquals(double[] x, double[] dy, PoolShape s) =>
        s is { Batch: 1, Channels: 1, Window.OutputPixels: 1 } ? [.. x.Select(v => v == x.Max() ? dy[0] : 0)] : Right.Backward(x, dy, s);

    private static double[] Overwriting(double[] x, double[] dy, PoolShape s)
    {
        double[] dx = new double[x.Length];
        int[] winners = ReferenceMaxPool2d.Winners(x, s.Batch, s.Window, s.Channels);
        for (int i = 0; i < winners.Length; i++)
        {
            dx[winners[i]] = dy[i];
        }

        return dx;
    }
}
