namespace SweepDsl.Runtime.Sweeps;

/// <summary>A point of the sweep with a seed.</summary>
/// <param name="Id">Content hash of all that its result follows from; also the name of its folder.</param>
/// <param name="Point">The point.</param>
/// <param name="Seed">The seed.</param>
/// <param name="IsTuning">Whether it only helps to choose the value of a tuned parameter, and does not count as a result of its point.</param>
public sealed record Trial(string Id, SweepPoint Point, int Seed, bool IsTuning = false)
{
    /// <summary>Conditions that select it, as <c>--trials</c> takes them: <c>batch_size=32,seed=0</c>.</summary>
    public string Name => Point.Parameters.Values.IsEmpty ? $"seed={Seed}" : $"{Point.Parameters.ShortText},seed={Seed}";
}
