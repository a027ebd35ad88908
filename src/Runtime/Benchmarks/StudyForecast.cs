using System.Collections.Immutable;
using SweepDsl.Runtime.Data;
using SweepDsl.Runtime.Sweeps.Statistics;
using SweepDsl.Runtime.Training;

namespace SweepDsl.Runtime.Benchmarks;

/// <summary>What a study will take on a device, and what it can decide.</summary>
/// <param name="Experiment">Its name.</param>
/// <param name="Environment">Where it was measured.</param>
/// <param name="Examples">Its data.</param>
/// <param name="Points">Its points, in the order of the sweep; one for each budget where budgets have trainings of their own.</param>
/// <param name="MayGrow">Whether results may ask for more trials than can be foreseen.</param>
/// <param name="Seeds">How many seeds would decide; null where no difference is asked for.</param>
internal sealed record StudyForecast(string Experiment, TrainingEnvironment Environment, ExampleCounts Examples, ImmutableArray<PointForecast> Points, bool MayGrow, SeedForecast? Seeds)
{
    /// <summary>Number of trials.</summary>
    public int Trials => Points.Sum(point => point.Trials);

    /// <summary>Updates of all trials.</summary>
    public long Updates => Points.Sum(point => point.Trials * point.Updates);

    /// <summary>Floating-point operations of all trials.</summary>
    public double Operations => Points.Sum(point => point.Trials * point.Operations);

    /// <summary>Seconds of all trials, one at a time.</summary>
    public double Seconds => Points.Sum(point => point.Trials * point.Seconds);

    /// <summary>Memory of the largest measured trial.</summary>
    public long MemoryBytes => Points.Max(point => point.MemoryBytes ?? 0);
}
