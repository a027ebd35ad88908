using SweepDsl.Runtime.Training.Packing;

namespace SweepDsl.Runtime.Tests.Training.Packing;

/// <summary>What times are learnt, and how they are shared out, on made-up times.</summary>
public sealed class TimeSharesTests
{
    [Test]
    public void A_time_is_known_after_three_submissions_and_is_the_shortest_of_a_run()
    {
        SoloTimes solo = new();

        solo.Measured(kind: 7, runs: 1, seconds: 3);
        solo.Measured(kind: 7, runs: 10, seconds: 5);
        Assert.That(solo.Knows(7), Is.False);
        solo.Measured(kind: 7, runs: 2, seconds: 2);

        Assert.That(solo.Knows(7), Is.True);
        Assert.That(solo.Of(7), Is.EqualTo(0.5));
        Assert.That(solo.Knows(8), Is.False);
        Assert.That(solo.Of(8), Is.Zero);
    }

    [Test]
    public void Trials_pay_in_proportion_to_what_their_runs_take_alone()
    {
        SoloTimes solo = Timed((1, 0.001), (2, 0.003));

        Assert.That(Shares(solo, new RunCost(1, 8), new RunCost(2, 2048)), Is.EqualTo(new[] { 0.25, 0.75 }).Within(1e-12));
    }

    [Test]
    public void While_one_of_the_times_is_not_known_the_multiply_adds_of_all_decide()
    {
        SoloTimes solo = Timed((1, 5));
        solo.Measured(kind: 2, runs: 1, seconds: 1);

        Assert.That(Shares(solo, new RunCost(1, 8), new RunCost(2, 2040)), Is.EqualTo(new[] { 8 / 2048.0, 2040 / 2048.0 }).Within(1e-12));
    }

    [Test]
    public void Trials_of_one_kind_pay_the_same_and_one_alone_pays_all()
    {
        SoloTimes solo = Timed((1, 0.5));

        Assert.That(Shares(solo, new RunCost(1, 9), new RunCost(1, 9)), Is.EqualTo(new[] { 0.5, 0.5 }));
        Assert.That(Shares(solo, new RunCost(1, 9)), Is.EqualTo(new[] { 1.0 }));
    }

    [Test]
    public void Networks_without_products_pay_evenly_while_no_time_is_known() =>
        Assert.That(Shares(new SoloTimes(), new RunCost(1, 0), new RunCost(2, 0)), Is.EqualTo(new[] { 0.5, 0.5 }));

    private static SoloTimes Timed(params (int Kind, double Seconds)[] times)
    {
        SoloTimes solo = new();
        foreach ((int kind, double seconds) in times)
        {
            for (int i = 0; i < 3; i++)
            {
                solo.Measured(kind, runs: 1, seconds);
            }
        }

        return solo;
    }

    private static double[] Shares(SoloTimes solo, params RunCost[] runs)
    {
        double[] shares = new double[runs.Length];
        TimeShares.Divide(runs, solo, shares);
        return shares;
    }
}
