using System.Collections.Immutable;

namespace SweepDsl.Runtime.Kernels.Planning;

/// <summary>Plans the dispatches of batch norm (Ioffe and Szegedy 2015), with statistics over virtual batches if wished. Rows are pixels of the batch, channels innermost.</summary>
public static class BatchNormKernels
{
    /// <summary>Mean and variance of each channel over each virtual batch.</summary>
    /// <param name="geometry">Sizes.</param>
    /// <param name="input">[rows, channels].</param>
    /// <param name="statistics">Overwritten.</param>
    /// <param name="pieces">Memory for those of the pieces; not touched where a virtual batch is one piece.</param>
    /// <param name="label">Name of the dispatches.</param>
    public static ImmutableArray<Dispatch> Statistics(BatchNormGeometry geometry, BufferView input, BatchStatistics statistics, BatchStatistics pieces, string label)
    {
        RowPieces cut = geometry.Cut;
        BatchStatistics found = cut.PiecesPerGroup == 1 ? statistics : pieces;
        InvocationGrid grid = InvocationGrid.Of((long)cut.Pieces * cut.Vectors, label);
        Dispatch moments = new BatchNormMoments
        {
            Storage = input.Elements,
            WorkgroupSize = grid.WorkgroupSize,
            Channels = (uint)geometry.Channels,
            VectorChannels = geometry.HasVectorChannels,
            Input = input.Holding(cut.Values, label),
            Mean = found.Mean.Holding(cut.PieceValues, label),
            Variance = found.Variance.Holding(cut.PieceValues, label),
            Rows = (uint)cut.Rows,
            Pieces = (uint)cut.Pieces,
            GroupRows = (uint)cut.GroupRows,
            PieceRows = (uint)cut.PieceRows,
            PiecesPerGroup = (uint)cut.PiecesPerGroup,
        }.Dispatch(grid.Groups, label);
        if (cut.PiecesPerGroup == 1)
        {
            return [moments];
        }

        string combineLabel = $"{label}.combine";
        return
        [
            moments,
            new BatchNormCombine
            {
                MeanPieces = pieces.Mean,
                VariancePieces = pieces.Variance,
                Mean = statistics.Mean.Holding(cut.GroupValues, combineLabel),
                Variance = statistics.Variance.Holding(cut.GroupValues, combineLabel),
                Rows = (uint)cut.Rows,
                Groups = (uint)cut.Groups,
                Vectors = (uint)cut.Vectors,
                GroupRows = (uint)cut.GroupRows,
                PieceRows = (uint)cut.PieceRows,
                PiecesPerGroup = (uint)cut.PiecesPerGroup,
            }.Dispatch(GroupCount.Covering((long)cut.Groups * cut.Vectors, 1), combineLabel),
        ];
    }

    /// <summary>Moves the running statistics on by those of each virtual batch in turn, as PyTorch does by those of a batch.</summary>
    /// <param name="geometry">Sizes.</param>
    /// <param name="statistics">What <see cref="Statistics"/> found.</param>
    /// <param name="momentum">Share that the newest statistics take.</param>
    /// <param name="runningMean">[channels], changed in place.</param>
    /// <param name="runningVariance">[channels], changed in place.</param>
    /// <param name="label">Name of the dispatch.</param>
    public static Dispatch Running(BatchNormGeometry geometry, BatchStatistics statistics, double momentum, BufferView runningMean, BufferView runningVariance, string label)
    {
        RowPieces cut = geometry.Cut;
        InvocationGrid grid = InvocationGrid.Of(geometry.Channels, label);
        return new BatchNormRunning
        {
            WorkgroupSize = grid.WorkgroupSize,
            Mean = statistics.Mean.Holding(cut.GroupValues, label),
            Variance = statistics.Variance.Holding(cut.GroupValues, label),
            RunningMean = runningMean.Holding(geometry.Channels, label),
            RunningVariance = runningVariance.Holding(geometry.Channels, label),
            Rows = (uint)cut.Rows,
            Groups = (uint)cut.Groups,
            GroupRows = (uint)cut.GroupRows,
            Channels = (uint)geometry.Channels,
            Stride = (uint)cut.Stride,
            Momentum = (float)momentum,
        }.Dispatch(grid.Groups, label);
    }

    /// <summary><c>output = activation((input - mean) / sqrt(variance + epsilon) * scale + shift)</c>.</summary>
    /// <param name="geometry">Sizes; one virtual batch for running statistics.</param>
    /// <param name="input">[rows, channels].</param>
    /// <param name="statistics">What <see cref="Statistics"/> found, or running statistics, [channels].</param>
    /// <param name="scale">[channels].</param>
    /// <param name="shift">[channels].</param>
    /// <param name="output">Overwritten, [rows, channels].</param>
    /// <param name="preactivation">Where the value before the activation is stored too; null when nothing needs it.</param>
    /// <param name="activation">Applied to the result.</param>
    /// <param name="label">Name of the dispatch.</param>
    public static Dispatch Forward(
        BatchNormGeometry geometry,
        BufferView input,
        BatchStatistics statistics,
        BufferView scale,
        BufferView shift,
        BufferView output,
        BufferView? preactivation,
        Activation activation,
        string label)
    {
        RowPieces cut = geometry.Cut;
        InvocationGrid grid = InvocationGrid.Of((long)cut.Rows * cut.Vectors, label);
        long statisticValues = cut.Groups == 1 ? geometry.Channels : cut.GroupValues;
        return new BatchNormForward
        {
            Storage = output.Elements,
            WorkgroupSize = grid.WorkgroupSize,
            Channels = (uint)geometry.Channels,
            VectorChannels = geometry.HasVectorChannels,
            StorePreactivation = preactivation is not null,
            Activation = activation,
            Input = input.Holding(cut.Values, label),
            Mean = statistics.Mean.Holding(statisticValues, label),
            Variance = statistics.Variance.Holding(statisticValues, label),
            Scale = scale.Holding(geometry.Channels, label),
            Shift = shift.Holding(geometry.Channels, label),
            Output = output.Holding(cut.Values, label),
            Preactivation = preactivation?.Holding(cut.Values, label) ?? output,
            Rows = (uint)cut.Rows,
            GroupRows = (uint)cut.GroupRows,
            Stride = (uint)cut.Stride,
            Epsilon = (float)geometry.Epsilon,
        }.Dispatch(grid.Groups, label);
    }

    /// <summary>The gradient of the input, through the statistics that it moved too.</summary>
    /// <param name="geometry">Sizes.</param>
    /// <param name="input">[rows, channels].</param>
    /// <param name="outputGradient">[rows, channels].</param>
    /// <param name="statistics">What <see cref="Statistics"/> found.</param>
    /// <param name="sums">Those of each virtual batch.</param>
    /// <param name="scale">[channels].</param>
    /// <param name="inputGradient">Overwritten, [rows, channels].</param>
    /// <param name="through">The activation that made the input, when the gradient shall be taken through it at once.</param>
    /// <param name="label">Name of the dispatch.</param>
    public static Dispatch BackwardInput(
        BatchNormGeometry geometry,
        BufferView input,
        BufferView outputGradient,
        BatchStatistics statistics,
        ScaleShiftSums sums,
        BufferView scale,
        BufferView inputGradient,
        ActivationGradient? through,
        string label)
    {
        RowPieces cut = geometry.Cut;
        InvocationGrid grid = InvocationGrid.Of((long)cut.Rows * cut.Vectors, label);
        return new BatchNormBackwardInput
        {
            Storage = inputGradient.Elements,
            WorkgroupSize = grid.WorkgroupSize,
            Channels = (uint)geometry.Channels,
            VectorChannels = geometry.HasVectorChannels,
            Activation = through?.Activation ?? Activations.Identity,
            Input = input.Holding(cut.Values, label),
            OutputGradient = outputGradient.Holding(cut.Values, label),
            Mean = statistics.Mean.Holding(cut.GroupValues, label),
            Variance = statistics.Variance.Holding(cut.GroupValues, label),
            ScaleSums = sums.Scale.Holding(cut.GroupValues, label),
            ShiftSums = sums.Shift.Holding(cut.GroupValues, label),
            Scale = scale.Holding(geometry.Channels, label),
            Saved = through?.Saved.Holding(cut.Values, label) ?? outputGradient,
            InputGradient = inputGradient.Holding(cut.Values, label),
            Rows = (uint)cut.Rows,
            GroupRows = (uint)cut.GroupRows,
            Epsilon = (float)geometry.Epsilon,
        }.Dispatch(grid.Groups, label);
    }
}
