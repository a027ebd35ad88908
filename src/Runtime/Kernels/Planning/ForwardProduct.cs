using SweepDsl.Runtime.Kernels.Planning.Register;
using SweepDsl.Runtime.Kernels.Planning.Tiled;

namespace SweepDsl.Runtime.Kernels.Planning;

/// <summary>A layer's forward product with what it reads and writes: <c>output = activation(bias + input * weight)</c>.</summary>
internal sealed record ForwardProduct
{
    /// <summary>Checks that the views hold what the problem needs; where it pools, <paramref name="output"/> is what the pool leaves.</summary>
    /// <exception cref="ArgumentException">A view is too short, or too long to be indexed.</exception>
    public ForwardProduct(
        ProductProblem problem,
        BufferView input,
        BufferView weight,
        BufferView? bias,
        BufferView output,
        BufferView? preactivation,
        BufferView? winners,
        Activation activation,
        string label)
    {
        ConvolutionGeometry geometry = problem.Geometry;
        long pixels = (long)problem.Batch * (problem.Pool?.Outputs(geometry.Window) ?? geometry.Window.OutputPixels);
        long outputs = pixels * geometry.OutputChannels;
        (Problem, Activation, Label) = (problem, activation, label);
        Input = input.Holding((long)problem.Batch * geometry.InputElements, label);
        Weight = weight.Holding(geometry.Weights, label);
        Bias = bias?.Holding(geometry.OutputChannels, label) ?? weight;
        HasBias = bias is not null;
        Output = output.Holding(outputs, label);
        Preactivation = preactivation?.Holding(outputs, label) ?? output;
        StorePreactivation = preactivation is not null;
        Winners = winners?.Holding(pixels * WholeNumbers.CeilDiv(geometry.OutputChannels, 4), label);
    }

    public ProductProblem Problem { get; }

    public BufferView Input { get; }

    public BufferView Weight { get; }

    /// <summary>Any view where there is none.</summary>
    public BufferView Bias { get; }

    public bool HasBias { get; }

    public BufferView Output { get; }

    /// <summary>Any view where it is not stored.</summary>
    public BufferView Preactivation { get; }

    public bool StorePreactivation { get; }

    /// <summary>Where the place of each window's largest value goes, four channels a value; null where nothing needs it.</summary>
    public BufferView? Winners { get; }

    public Activation Activation { get; }

    public string Label { get; }

    /// <summary>The dispatch that makes it.</summary>
    public Dispatch Plan(IProductTiles tiles) => tiles.For(Problem) switch
    {
        RegisterTile tile => RegisterConv2dForward.Plan(this, tile),
        SharedTile tile when Problem.Pool is not null => throw new ArgumentException($"{Label}: the kernel for '{tile}' does not pool.", nameof(tiles)),
        SharedTile tile when Problem.IsDense => TiledDenseForward.Plan(this, tile),
        SharedTile tile => TiledConv2dForward.Plan(this, tile),
        ProductTile tile => throw new ArgumentException($"{Label}: there is no kernel for '{tile}'.", nameof(tiles)),
    };
}
