using SweepDsl.Runtime.Reports;
using SweepDsl.Runtime.Training;

namespace SweepDsl.Runtime.Tests.Reports;

/// <summary>What is told of trials by what others took.</summary>
public sealed class KindTimesTests
{
    [Test]
    public void Between_two_neighbours_one_time_is_told_and_beyond_the_last_two_between_which_it_lies()
    {
        KindTimes times = new();
        times.Add(Kind(10), seconds: 100, fraction: 1, updates: 100);
        times.Add(Kind(1000), seconds: 200, fraction: 0.5, updates: 50);

        // In the middle by the logarithm: the geometric mean of 1 and 4.
        AssertWhole(times, Kind(100), 200, 200);
        AssertWhole(times, Kind(4000), 400, 1600);
        AssertWhole(times, Kind(5), 50, 100);
    }

    [Test]
    public void A_kind_that_has_run_takes_as_long_again_by_the_share_that_has_run()
    {
        KindTimes times = new();
        times.Add(Kind(10), seconds: 30, fraction: 0.5, updates: 50);
        times.Add(Kind(10), seconds: 90, fraction: 1, updates: 100);

        AssertWhole(times, Kind(10), 80, 80);
    }

    [Test]
    public void Time_that_is_budgeted_is_the_least_that_a_trial_takes()
    {
        KindTimes times = new();
        AssertWhole(times, Kind(10) with { Updates = 0, BudgetSeconds = 7 }, 7, 7);
        Assert.That(times.Whole(Kind(10) with { BudgetSeconds = 7 }), Is.Null, "its updates may take longer");

        times.Add(Kind(10), seconds: 1, fraction: 1, updates: 100);
        AssertWhole(times, Kind(10) with { BudgetSeconds = 7 }, 7, 7);
        AssertWhole(times, Kind(10) with { Updates = 1000, BudgetSeconds = 7 }, 10, 10);
    }

    private static TrialKind Kind(int batchSize) => new(batchSize, null, Precision.Float32, MultiplyAdds: 1, Updates: 100, BudgetSeconds: 0, EvaluationInterval.Epochs(1));

    private static void AssertWhole(KindTimes times, TrialKind kind, double low, double high)
    {
        TimeRange whole = times.Whole(kind)!.Value;
        Assert.That((whole.Low, whole.High), Is.EqualTo((low, high)).Using<(double, double)>((a, b) => Math.Abs(a.Item1 - b.Item1) < 1e-9 && Math.Abs(a.Item2 - b.Item2) < 1e-9));
    }
}
