namespace SweepDsl.Runtime.Sweeps.Search;

/// <summary>Makes the parameters of a point of what was drawn.</summary>
/// <typeparam name="TParameters">The generated record of swept parameters.</typeparam>
/// <param name="drawn">A value for each dimension; of a list its index.</param>
public delegate TParameters PointParameters<TParameters>(ReadOnlySpan<double> drawn)
    where TParameters : struct;
