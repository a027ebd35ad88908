using System.Collections.Immutable;
using System.Globalization;
using SweepDsl.Runtime.Data;
using SweepDsl.Runtime.Training;

namespace SweepDsl.Runtime.Sweeps;

/// <summary>What the command line sets instead of the YAML. Overridden studies have trials of their own.</summary>
public sealed record StudyOverrides
{
    /// <summary>Size of the training set; null leaves the YAML's.</summary>
    public int? TrainExamples { get; init; }

    /// <summary>Size of the test set; null leaves the YAML's.</summary>
    public int? TestExamples { get; init; }

    /// <summary>When training ends, in place of all budgets; null leaves the YAML's.</summary>
    public Budget? Budget { get; init; }

    /// <summary>Number of seeds; null leaves the YAML's.</summary>
    public int? Seeds { get; init; }

    /// <summary>The overrides as options of <c>sweep run</c>; empty where there are none.</summary>
    public string Arguments => string.Join(' ', Options());

    /// <summary>The data set with the overrides.</summary>
    public DatasetDefinition Apply(DatasetDefinition dataset) => dataset with
    {
        TrainExamples = TrainExamples ?? dataset.TrainExamples,
        TestExamples = TestExamples ?? dataset.TestExamples,
    };

    /// <summary>The point with the overrides.</summary>
    public SweepPoint Apply(SweepPoint point) => Budget is { } budget ? point with { Training = point.Training.EndingAt(budget) } : point;

    /// <summary>The seeds: the first of the YAML's, and whole numbers from 0 that it does not have when it has too few.</summary>
    public ImmutableArray<int> Apply(ImmutableArray<int> seeds) => Seeds is { } count
        ? [.. seeds.Concat(Enumerable.Range(0, count).Except(seeds)).Take(count)]
        : seeds;

    private IEnumerable<string> Options()
    {
        if (TrainExamples is { } train)
        {
            yield return string.Create(CultureInfo.InvariantCulture, $"--train-examples {train}");
        }

        if (TestExamples is { } test)
        {
            yield return string.Create(CultureInfo.InvariantCulture, $"--test-examples {test}");
        }

        if (Budget is { } budget)
        {
            yield return $"--{budget.ToString().Replace('=', ' ')}";
        }

        if (Seeds is { } seeds)
        {
            yield return string.Create(CultureInfo.InvariantCulture, $"--seeds {seeds}");
        }
    }
}
