namespace SweepDsl.Runtime.Benchmarks;

/// <summary>Seconds of an update by its operations, from some that were measured.</summary>
/// <param name="measured">Operations and seconds of each; at least one.</param>
internal sealed class StepTimes(IEnumerable<(double Operations, double Seconds)> measured)
{
    private readonly (double Operations, double Seconds)[] _measured = [.. measured.OrderBy(pair => pair.Operations)];

    /// <summary>
    /// What an update takes: between two measured ones in proportion; below all as long as the smallest, which is mostly what a step costs anyway; above all in proportion to the largest.
    /// </summary>
    public double Of(double operations)
    {
        int above = Array.FindIndex(_measured, pair => pair.Operations >= operations);
        if (above == 0)
        {
            return _measured[0].Seconds;
        }

        if (above < 0)
        {
            return _measured[^1].Seconds * operations / _measured[^1].Operations;
        }

        ((double Operations, double Seconds) low, (double Operations, double Seconds) high) = (_measured[above - 1], _measured[above]);
        return low.Seconds + ((high.Seconds - low.Seconds) * (operations - low.Operations) / (high.Operations - low.Operations));
    }
}
