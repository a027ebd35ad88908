namespace SweepDsl.Runtime.Kernels.Planning;

/// <summary>
/// A product that a layer needs, as far as its cost goes: sizes alone. A dense layer is a convolution of one pixel by one tap, and convolutions that come to
/// the same (a window of one tap without stride or border, or one as large as the image) are turned into it.
/// </summary>
public sealed record ProductProblem
{
    private ProductProblem(ProductDirection direction, ConvolutionGeometry geometry, int batch, ElementType? elements, FusedPool? pool = null)
    {
        (Direction, Geometry, Batch, Elements, Pool) = (direction, geometry, batch, elements ?? ElementType.Float32, pool);
    }

    /// <summary>Which of the layer's three products.</summary>
    public ProductDirection Direction { get; }

    /// <summary>Sizes, without the batch.</summary>
    public ConvolutionGeometry Geometry { get; }

    /// <summary>Examples; of a convolution turned into a dense layer, pixels.</summary>
    public int Batch { get; }

    /// <summary>How features and weights lie in memory; gradients of weights are float32 always.</summary>
    public ElementType Elements { get; }

    /// <summary>The max pool that the kernel makes behind a forward product; null for none.</summary>
    public FusedPool? Pool { get; }

    /// <summary>Whether it is a plain product of matrices, [batch, input channels] by [input channels, output channels] or one of its two gradients.</summary>
    public bool IsDense => Geometry.Window.InputPixels == 1 && Geometry.Window.Taps == 1 && Geometry.Window.OutputPixels == 1;

    /// <summary>Rows of the product: pixels or examples, or the weights of one output channel.</summary>
    public long Rows => Direction switch
    {
        ProductDirection.Forward => Batch * (Pool?.PooledPixels(Geometry.Window) ?? Geometry.Window.OutputPixels),
        ProductDirection.BackwardInput => (long)Batch * Geometry.Window.InputPixels,
        _ => Geometry.FanIn,
    };

    /// <summary>Columns of the product: channels.</summary>
    public int Columns => Direction == ProductDirection.BackwardInput ? Geometry.InputChannels : Geometry.OutputChannels;

    /// <summary>
    /// What a lane of the register family fetches at once makes one unit: four neighbouring channels where their number is a multiple of 4, else one. The units behind one output,
    /// or, of a weight's gradient, its rows.
    /// </summary>
    internal long Units
    {
        get
        {
            int channels = Direction == ProductDirection.BackwardInput ? Geometry.OutputChannels : Geometry.InputChannels;
            return (long)Geometry.Window.Taps * (channels % 4 == 0 ? channels / 4 : channels);
        }
    }

    /// <summary>Terms of the sum behind each value of the product; where strides part the input's pixels in classes, of all classes together.</summary>
    public long Terms => Direction switch
    {
        ProductDirection.Forward => Geometry.FanIn,
        ProductDirection.BackwardInput => (long)Geometry.Window.Taps * Geometry.OutputChannels,
        _ => (long)Batch * Geometry.Window.OutputPixels,
    };

    /// <summary>A product of a convolution.</summary>
    /// <param name="direction">Which.</param>
    /// <param name="geometry">Sizes.</param>
    /// <param name="batch">Examples.</param>
    /// <param name="elements">How features and weights lie in memory; null for float32.</param>
    public static ProductProblem Conv2d(ProductDirection direction, ConvolutionGeometry geometry, int batch, ElementType? elements = null)
    {
        WindowGeometry window = geometry.Window;
        bool hasBorder = window.PaddingTop != 0 || window.PaddingLeft != 0;
        long pixels = (long)batch * window.OutputPixels;
        if (!hasBorder && window is { Taps: 1, StrideY: 1, StrideX: 1 } && window.OutputPixels == window.InputPixels && pixels <= int.MaxValue)
        {
            return Dense(direction, geometry.InputChannels, geometry.OutputChannels, (int)pixels, elements);
        }

        if (!hasBorder && window.OutputPixels == 1 && window.WindowHeight == window.InputHeight && window.WindowWidth == window.InputWidth)
        {
            return Dense(direction, geometry.FanIn, geometry.OutputChannels, batch, elements);
        }

        return new ProductProblem(direction, geometry, batch, elements);
    }

    /// <summary>A convolution's forward product with the max pool behind it.</summary>
    /// <returns>Null when it comes to a product of matrices, whose kernels know no images.</returns>
    public static ProductProblem? PooledConv2d(ConvolutionGeometry geometry, FusedPool pool, int batch, ElementType? elements = null) =>
        Conv2d(ProductDirection.Forward, geometry, batch).IsDense ? null : new ProductProblem(ProductDirection.Forward, geometry, batch, elements, pool);

    /// <summary>A product of a dense layer.</summary>
    /// <param name="direction">Which.</param>
    /// <param name="inputs">Values of an example before.</param>
    /// <param name="outputs">Values of an example after.</param>
    /// <param name="batch">Examples.</param>
    /// <param name="elements">How features and weights lie in memory; null for float32.</param>
    public static ProductProblem Dense(ProductDirection direction, int inputs, int outputs, int batch, ElementType? elements = null) =>
        new(direction, new ConvolutionGeometry(WindowGeometry.OnePixel, inputs, outputs), batch, elements);

    /// <summary>The same product of fewer examples: half as many, until its tensors hold at most <paramref name="most"/> values or one example is left.</summary>
    internal ProductProblem WithFewerValues(long most)
    {
        long perExample = (long)Geometry.InputElements + Geometry.OutputElements;
        int batch = Batch;
        while (batch > 1 && batch * perExample > most)
        {
            batch = (batch + 1) / 2;
        }

        return new ProductProblem(Direction, Geometry, batch, Elements, Pool);
    }

    /// <summary>How the sum behind a weight's gradient is cut.</summary>
    internal PartialSums Sums =>
        new(SplitSum.Of(Geometry.Weights, (long)Batch * Geometry.Window.OutputPixels), Geometry.Weights, Geometry.OutputChannels);

    /// <summary>Such as <c>conv2d forward 32x32x3 by 3x3 to 32x32x16, batch 8</c>; problems of the same text are equal.</summary>
    public override string ToString()
    {
        string direction = Direction switch
        {
            ProductDirection.Forward => "forward",
            ProductDirection.BackwardInput => "backward input",
            _ => "backward weight",
        };
        string elements = Elements == ElementType.Float32 ? "" : $", {Elements.Name}";
        if (IsDense)
        {
            return $"dense {direction} {Geometry.InputChannels} to {Geometry.OutputChannels}, batch {Batch}{elements}";
        }

        WindowGeometry window = Geometry.Window;
        return $"conv2d {direction} {window.InputHeight}x{window.InputWidth}x{Geometry.InputChannels} by {window.WindowHeight}x{window.WindowWidth} "
            + $"stride {window.StrideY}x{window.StrideX} border {window.PaddingTop}x{window.PaddingLeft} to {window.OutputHeight}x{window.OutputWidth}x{Geometry.OutputChannels}"
            + (Pool is { } pool ? $" pooled {pool.Height}x{pool.Width}" : "")
            + $", batch {Batch}{elements}";
    }
}
