namespace SweepDsl.Runtime.Benchmarks;

/// <summary>How long something is measured.</summary>
/// <param name="Rounds">Number of rounds, of which the median counts.</param>
/// <param name="Round">The least time of a round.</param>
/// <param name="WarmUp">The least time before the first round, while drivers compile and the size of submissions settles.</param>
internal sealed record BenchmarkEffort(int Rounds, TimeSpan Round, TimeSpan WarmUp)
{
    /// <summary>An effort of so many seconds, the warm-up besides.</summary>
    public static BenchmarkEffort Of(int rounds, double seconds) =>
        new(rounds, TimeSpan.FromSeconds(seconds / rounds), TimeSpan.FromSeconds(Math.Min(seconds / 3, 1)));
}
