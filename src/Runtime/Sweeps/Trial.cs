using SweepDsl.Runtime.Training;

namespace SweepDsl.Runtime.Sweeps;

/// <summary>A point of the sweep with a seed.</summary>
/// <param name="Id">Content hash of all that its result follows from; also the name of its folder.</param>
/// <param name="Point">The point.</param>
/// <param name="Seed">The seed.</param>
/// <param name="IsTuning">Whether it only helps to choose the value of a tuned parameter, and does not count as a result of its point.</param>
/// <param name="Budget">The one of the study's several budgets that it is trained for, where each of them makes another training; null where it serves all.</param>
public sealed record Trial(string Id, SweepPoint Point, int Seed, bool IsTuning = false, Budget? Budget = null)
{
    /// <summary>Conditions that select it, as <c>--trials</c> takes them: <c>batch_size=32,seed=0</c>.</summary>
    public string Name => NameOf(Point.Parameters, Seed, Budget?.ToString());

    /// <summary>The conditions that select a trial.</summary>
    internal static string NameOf(ParameterSet parameters, int seed, string? budget) =>
        $"{(parameters.Values.IsEmpty ? "" : $"{parameters.ShortText},")}seed={seed}{(budget is null ? "" : $",budget={budget}")}";
}
