namespace SweepDsl.Runtime.Training.Packing;

/// <summary>
/// Shares the time of a submission out among its trials: in proportion to what their runs take alone, or, while that is not known of all of them, to their multiply-adds; evenly where nothing tells them apart.
/// A trial of large batches pays for them, and not the small one beside it.
/// </summary>
internal static class TimeShares
{
    /// <summary>Finds the shares; allocates nothing.</summary>
    /// <param name="runs">A run of each trial; all run equally often.</param>
    /// <param name="solo">What runs take alone.</param>
    /// <param name="shares">Takes as many numbers, which add up to 1.</param>
    public static void Divide(ReadOnlySpan<RunCost> runs, SoloTimes solo, Span<double> shares)
    {
        bool isTimed = true;
        foreach (RunCost run in runs)
        {
            isTimed &= solo.Knows(run.Kind);
        }

        double sum = 0;
        for (int i = 0; i < runs.Length; i++)
        {
            shares[i] = isTimed ? solo.Of(runs[i].Kind) : runs[i].MultiplyAdds;
            sum += shares[i];
        }

        for (int i = 0; i < runs.Length; i++)
        {
            shares[i] = sum > 0 ? shares[i] / sum : 1.0 / runs.Length;  // networks may have no products
        }
    }
}
