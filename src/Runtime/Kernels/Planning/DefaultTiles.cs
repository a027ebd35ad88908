namespace SweepDsl.Runtime.Kernels.Planning;

/// <summary>Tiles chosen from shapes alone, without measuring.</summary>
public sealed class DefaultTiles : IProductTiles
{
    /// <inheritdoc/>
    public ProductTile For(ProductProblem problem) => Register(problem);

    // A convolution's tile follows from the layer alone, so that batches of all sizes share a pipeline.
    private static RegisterTile Register(ProductProblem problem) => problem.IsDense && problem.Direction != ProductDirection.BackwardWeight
        ? RegisterForMatrices(problem.Rows * problem.Columns, problem.Columns)
        : new RegisterTile(8, problem.Columns > 4 ? 2 : 1);

    // Few outputs get small tiles, that they may still be spread over the device's processors.
    private static RegisterTile RegisterForMatrices(long outputs, int columns) => outputs switch
    {
        >= 16_384 => new(8, columns > 4 ? 2 : 1),
        >= 4096 => new(4, 1),
        _ => new(1, 1),
    };
}
