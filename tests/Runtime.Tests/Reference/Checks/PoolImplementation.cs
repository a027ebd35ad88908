namespace SweepDsl.Runtime.Tests.Reference.Checks;

/// <summary>The sizes of a pool.</summary>
public readonly record struct PoolShape(int Batch, Window2d Window, int Channels)
{
    public int InputCount => Batch * Window.InputPixels * Channels;
}

/// <summary>An implementation of a pool's two passes.</summary>
public sealed record PoolImplementation(Func<double[], PoolShape, double[]> Forward, Func<double[], double[], PoolShape, double[]> Backward)
{
    /// <summary>The reference of max_pool2d.</summary>
    public static PoolImplementation Max { get; } = new(
        (x, s) => ReferenceMaxPool2d.Forward(x, s.Batch, s.Window, s.Channels),
        (x, dy, s) => ReferenceMaxPool2d.Backward(x, dy, s.Batch, s.Window, s.Channels).Values);

    /// <summary>The reference of avg_pool2d.</summary>
    public static PoolImplementation Mean { get; } = new(
        (x, s) => ReferenceAvgPool2d.Forward(x, s.Batch, s.Window, s.Channels).Values,
        (_, dy, s) => ReferenceAvgPool2d.Backward(dy, s.Batch, s.Window, s.Channels).Values);

    /// <summary>Shapes whose windows overlap, leave gaps, reach over the border on each side, and miss the last rows.</summary>
    public static ImmutableArray<PoolShape> Shapes { get; } =
    [
        new(1, new Window2d(1, 1, 1, 1), 1),
        new(2, new Window2d(4, 4, 2, 2, 2, 2), 2),
        new(2, new Window2d(5, 4, 3, 2, 1, 2), 1),
        new(1, new Window2d(5, 7, 2, 3, 3, 2, 1, 0, 0, 2), 2),
        new(1, new Window2d(3, 3, 3, 3, 1, 2, 1, 1, 1, 1), 3),
        new(2, new Window2d(4, 6, 4, 6), 2),
    ];

    /// <summary>The input as a function with its backward pass; no two inputs are near each other.</summary>
    public DifferentiableFunction At(PoolShape shape) => new(
        [Draw.Apart(1, shape.InputCount)],
        at => Forward(at[0], shape),
        (at, dy) => [Backward(at[0], dy, shape)]);

    /// <summary>The same pool on shapes changed by a mistake.</summary>
    public PoolImplementation WithShape(Func<PoolShape, PoolShape> change) => new(
        (x, s) => Forward(x, change(s)),
        (x, dy, s) => Backward(x, dy, change(s)));
}
