namespace SweepDsl.Runtime.Kernels.Planning;

/// <summary>
/// Which statistics a value was normalised by: those of column c in row n lie at <c>n / Rows * Stride + c % Columns / ColumnsPerStatistic</c>.
/// </summary>
/// <param name="Rows">Rows that share statistics.</param>
/// <param name="Stride">Statistics from one such lot of rows to the next.</param>
/// <param name="Columns">Columns after which the statistics of a row repeat.</param>
/// <param name="ColumnsPerStatistic">Neighbouring columns that share statistics.</param>
public readonly record struct StatisticsPlace(int Rows, int Stride, int Columns, int ColumnsPerStatistic)
{
    /// <summary>Number of statistics of so many rows.</summary>
    public long Count(int rows) => WholeNumbers.CeilDiv(rows, Rows) * Stride;
}
