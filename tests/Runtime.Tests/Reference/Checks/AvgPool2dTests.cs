namespace SweepDsl.Runtime.Tests.Reference.Checks;

/// <summary>The reference of avg_pool2d and of the global mean holds every check, and every mutant of it fails one.</summary>
public sealed class AvgPool2dTests
{
    private static readonly PoolImplementation Right = PoolImplementation.Mean;

    private static IEnumerable<Check<PoolImplementation>> Checks =>
    [
        new(
            "The backward pass agrees with differences at every pair of values",
            pool => PoolImplementation.Shapes.Select(s => GradientCheck.Jacobian(pool.At(s))).Aggregate((a, b) => a.Worse(b))),
        new("An example worked by hand comes out", WorkedByHand),
        new("A constant image stays constant up to its edge", ConstantStaysConstant),
        new("The gradients of a window add up to its own", GradientIsKept),
    ];

    private static IEnumerable<Mutant<PoolImplementation>> Mutants =>
    [
        new("The border counts in the mean", new PoolImplementation((x, s) => BorderCounted(Right.Forward(x, s), s), (x, dy, s) => Right.Backward(x, BorderCounted(dy, s), s))),
        new("It gives the sum", new PoolImplementation((x, s) => Summed(Right.Forward(x, s), s), (x, dy, s) => Right.Backward(x, Summed(dy, s), s))),
        new("The gradient is not divided", Right with { Backward = (x, dy, s) => Right.Backward(x, Summed(dy, s), s) }),
        new("The gradient is divided by the whole window", Right with { Backward = (x, dy, s) => Right.Backward(x, BorderCounted(dy, s), s) }),
        new("The incoming gradient is taken for 1", Right with { Backward = (x, dy, s) => Right.Backward(x, [.. dy.Select(_ => 1.0)], s) }),
        new("It takes the largest", PoolImplementation.Max),
    ];

    [TestCaseSource(nameof(Checks))]
    public void Reference_holds(Check<PoolImplementation> check) => check.Run(Right).AssertWithin(check.Name);

    [TestCaseSource(nameof(Mutants))]
    public void Mutant_is_caught(Mutant<PoolImplementation> mutant) => mutant.AssertCaught(Checks);

    [Test]
    public void Global_mean_is_the_mean_of_each_channel()
    {
        double[] x = [1, 10, 2, 20, 3, 30, 6, 60];

        Assert.That(ReferenceAvgPool2d.ForwardGlobal(x, 1, 2, 2, 2).Values, Is.EqualTo(new double[] { 3, 30 }).Within(1e-12));
        Assert.That(ReferenceAvgPool2d.BackwardGlobal([4, 8], 1, 2, 2, 2).Values, Is.EqualTo(new double[] { 1, 2, 1, 2, 1, 2, 1, 2 }));
    }

    private static Comparison WorkedByHand(PoolImplementation pool)
    {
        PoolShape shape = new(1, new Window2d(2, 3, 2, 2, 1, 2, PadLeft: 1), 1);
        double[] x = [1, 2, 3, 4, 5, 6];

        return Equality.Of(pool.Forward(x, shape), [2.5, 4])
            .Worse(Equality.Of(pool.Backward(x, [2, 8], shape), [1, 2, 2, 1, 2, 2]));
    }

    private static Comparison ConstantStaysConstant(PoolImplementation pool) => PoolImplementation.Shapes
        .Select(s => pool.Forward([.. Enumerable.Repeat(3.0, s.InputCount)], s))
        .Select(y => Equality.Of(y, [.. y.Select(_ => 3.0)]))
        .Aggregate((a, b) => a.Worse(b));

    private static Comparison GradientIsKept(PoolImplementation pool) => PoolImplementation.Shapes
        .Select(s => (Shape: s, Gradient: Draw.Uniform(4, s.Batch * s.Window.OutputPixels * s.Channels)))
        .Select(at => Equality.Of(pool.Backward(Draw.Apart(1, at.Shape.InputCount), at.Gradient, at.Shape).Sum(), at.Gradient.Sum()))
        .Aggregate((a, b) => a.Worse(b));

    private static double[] Summed(double[] y, PoolShape s) => [.. y.Zip(Counts(s), (value, count) => value * count)];

    private static double[] BorderCounted(double[] y, PoolShape s) => [.. Summed(y, s).Select(sum => sum / (s.Window.Height * s.Window.Width))];

    private static IEnumerable<int> Counts(PoolShape s) =>
        from b in Enumerable.Range(0, s.Batch)
        from p in Enumerable.Range(0, s.Window.OutputHeight)
        from q in Enumerable.Range(0, s.Window.OutputWidth)
        from c in Enumerable.Range(0, s.Channels)
        select (from r in Enumerable.Range(0, s.Window.Height)
                from t in Enumerable.Range(0, s.Window.Width)
                where s.Window.IsInside(s.Window.InputRow(p, r), s.Window.InputColumn(q, t))
                select r).Count();
}
