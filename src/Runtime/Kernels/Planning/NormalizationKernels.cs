using System.Collections.Immutable;

namespace SweepDsl.Runtime.Kernels.Planning;

/// <summary>Plans the dispatches for the gradients of a normalisation's scale and shift.</summary>
public static class NormalizationKernels
{
    /// <summary>For each column the sums over each group's rows of the output's gradient, as it is and times the normalised values.</summary>
    /// <param name="cut">How the rows are cut.</param>
    /// <param name="input">[rows, columns].</param>
    /// <param name="outputGradient">[rows, columns].</param>
    /// <param name="statistics">Means and variances.</param>
    /// <param name="place">Where they lie.</param>
    /// <param name="epsilon">Added to the variance.</param>
    /// <param name="sums">Overwritten: those of the groups.</param>
    /// <param name="pieces">Memory for those of the pieces; not touched where a group is one piece.</param>
    /// <param name="label">Name of the dispatches.</param>
    public static ImmutableArray<Dispatch> Sums(
        RowPieces cut,
        BufferView input,
        BufferView outputGradient,
        BatchStatistics statistics,
        StatisticsPlace place,
        double epsilon,
        ScaleShiftSums sums,
        ScaleShiftSums pieces,
        string label)
    {
        ScaleShiftSums found = cut.PiecesPerGroup == 1 ? sums : pieces;
        InvocationGrid grid = InvocationGrid.Of((long)cut.Pieces * cut.Vectors, label);
        Dispatch parts = new NormalizationSums
        {
            Storage = input.Elements,
            WorkgroupSize = grid.WorkgroupSize,
            Columns = (uint)cut.Columns,
            VectorColumns = cut.Columns % 4 == 0,
            VaryingStatistics = place.Rows % cut.GroupRows != 0,
            Input = input.Holding(cut.Values, label),
            OutputGradient = outputGradient.Holding(cut.Values, label),
            Mean = statistics.Mean.Holding(place.Count(cut.Rows), label),
            Variance = statistics.Variance.Holding(place.Count(cut.Rows), label),
            ScaleSums = found.Scale.Holding(cut.PieceValues, label),
            ShiftSums = found.Shift.Holding(cut.PieceValues, label),
            Rows = (uint)cut.Rows,
            Pieces = (uint)cut.Pieces,
            GroupRows = (uint)cut.GroupRows,
            PieceRows = (uint)cut.PieceRows,
            PiecesPerGroup = (uint)cut.PiecesPerGroup,
            StatisticsRows = (uint)place.Rows,
            StatisticsStride = (uint)place.Stride,
            Channels = (uint)place.Columns,
            StatisticsChannels = (uint)place.ColumnsPerStatistic,
            Epsilon = (float)epsilon,
        }.Dispatch(grid.Groups, label);
        if (cut.PiecesPerGroup == 1)
        {
            return [parts];
        }

        string combineLabel = $"{label}.combine";
        return
        [
            parts,
            new NormalizationSumsCombine
            {
                ScalePieces = pieces.Scale,
                ShiftPieces = pieces.Shift,
                ScaleSums = sums.Scale.Holding(cut.GroupValues, combineLabel),
                ShiftSums = sums.Shift.Holding(cut.GroupValues, combineLabel),
                Groups = (uint)cut.Groups,
                Vectors = (uint)cut.Vectors,
                PiecesPerGroup = (uint)cut.PiecesPerGroup,
            }.Dispatch(GroupCount.Covering((long)cut.Groups * cut.Vectors, 1), combineLabel),
        ];
    }

    /// <summary>The gradients of scale and shift: the sums of all groups together, in order.</summary>
    /// <param name="cut">How the rows are cut.</param>
    /// <param name="sums">Those of the groups.</param>
    /// <param name="scaleGradient">Overwritten, [columns].</param>
    /// <param name="shiftGradient">Overwritten, [columns].</param>
    /// <param name="label">Name of the dispatch.</param>
    public static Dispatch Gradients(RowPieces cut, ScaleShiftSums sums, BufferView scaleGradient, BufferView shiftGradient, string label)
    {
        InvocationGrid grid = InvocationGrid.Of(2L * cut.Vectors, label);
        return new ReducePartials
        {
            WorkgroupSize = grid.WorkgroupSize,
            WeightPartials = sums.Scale.Holding(cut.GroupValues, label),
            BiasPartials = sums.Shift.Holding(cut.GroupValues, label),
            WeightGradient = scaleGradient.Holding(cut.Columns, label),
            BiasGradient = shiftGradient.Holding(cut.Columns, label),
            Pieces = (uint)cut.Groups,
            Weights = (uint)cut.Columns,
            WeightStride = (uint)cut.Stride,
            Biases = (uint)cut.Columns,
            BiasStride = (uint)cut.Stride,
        }.Dispatch(grid.Groups, label);
    }
}
