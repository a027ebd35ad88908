using SweepDsl.Runtime.Sweeps.Statistics;

namespace SweepDsl.Runtime.Tests.Sweeps.Statistics;

/// <summary>Expected values: Smyth's formulas with SciPy's polygamma, digamma, brentq and stats.t.</summary>
[TestFixture]
public sealed class PairedComparisonTests
{
    private const double Percent = 1e-5;

    [Test]
    public void One_comparison_is_the_paired_t_test()
    {
        // scipy.stats.ttest_1samp(differences, 0)
        Assert.That(Compare([0.07, 0.075, 0.068])[0].PValue, Is.EqualTo(0.0008585109721916578).Within(1e-8).Percent);
        Assert.That(Compare([0.01, -0.02, 0.015, 0.004])[0].PValue, Is.EqualTo(0.790481333228328).Within(1e-8).Percent);
    }

    [Test]
    public void Variances_that_differ_no_more_than_chance_are_pooled() => AssertComparisons(
        [[0.01, 0.02, 0.03], [0.11, 0.12, 0.13], [-0.01, 0, 0.01]],
        (0.02, 0.01885378219517726, 0.04089919111792624),
        (0.12, 0.01885378219517726, 4.436403245964122e-06),
        (0, 0.01885378219517726, 1));

    [Test]
    public void Variances_that_differ_more_keep_most_of_themselves() => AssertComparisons(
        [[0, 0.01, 0.004], [0.02, 0.024, 0.012], [0.05, 0.056, 0.051], [0.1, 0.13, 0.09], [0.12, 0.28, 0.2], [0.2, 0.6, 0.43], [0.45, 0.8, 0.62], [0.7, 0.82, 0.76]],
        (0.004666666666666667, 0.016509531160249145, 0.41557449737331903),
        (0.018666666666666665, 0.01750982306209424, 0.04312298326167526),
        (0.052333333333333336, 0.015166674436506345, 0.002160909190189084),
        (0.10666666666666667, 0.037809526488809315, 0.003685978656833637),
        (0.2, 0.13546097877336855, 0.019608416277381878),
        (0.41, 0.3383524871794381, 0.03182969636989546),
        (0.6233333333333334, 0.2950761365683036, 0.0078662453457619),
        (0.76, 0.10202700808526154, 0.0002745415787396647));

    [Test]
    public void Comparisons_may_have_different_numbers_of_seeds() => AssertComparisons(
        [[0.1, 0.2], [0.3, 0.5, 0.31, 0.42], [0.05, 0.06, 0.09]],
        (0.15, 0.11791439819101412, 0.02079747978801301),
        (0.3825, 0.09684857488474097, 7.035986529673999e-05),
        (0.06666666666666667, 0.08215259996391581, 0.09428090099911485));

    [Test]
    public void A_comparison_without_spread_borrows_that_of_the_others()
    {
        PairedComparison[] comparisons = Compare([0.5, 0.5, 0.5], [0.1, 0.2, 0.15], [0.3, 0.36, 0.31]);

        Assert.That(comparisons[0].PValue, Is.GreaterThan(0).And.LessThan(0.05));
        Assert.That(comparisons[0].Deficit.HalfWidth, Is.GreaterThan(0));
    }

    [TestCase(new[] { 0.0, 0.0, 0.0 }, 1)]
    [TestCase(new[] { 0.5, 0.5 }, 0.5)]
    [TestCase(new[] { 0.5, 0.5, 0.5 }, 0.25)]
    [TestCase(new[] { 0.5, 0.5, 0.5, 0.5, 0.5, 0.5 }, 0.03125)]
    public void Equal_differences_and_nothing_else_have_the_p_value_of_the_sign_test(double[] differences, double expected) =>
        Assert.That(Compare(differences)[0].PValue, Is.EqualTo(expected));

    [TestCase(1, 1.6449340668482264)]
    [TestCase(0.5, 4.934802200544679)]
    [TestCase(3.7, 0.310037864)]
    [TestCase(20, 0.05127082)]
    public void The_trigamma_function_has_its_known_values(double x, double expected) => Assert.That(VariancePrior.Trigamma(x), Is.EqualTo(expected).Within(1e-5).Percent);

    // Worked by hand: sorted 0.01*4, 0.02*3, then 0.03*2 = 0.06 and 0.04 held at 0.06.
    [Test]
    public void Holm_multiplies_from_the_smallest_and_never_falls() =>
        Assert.That(Holm.Adjust([0.04, 0.01, 0.03, 0.02], 4), Is.EqualTo(new[] { 0.06, 0.04, 0.06, 0.06 }).Within(1e-15));

    [Test]
    public void Holm_stays_at_most_1() => Assert.That(Holm.Adjust([0.6, 0.9], 2), Is.EqualTo(new[] { 1.0, 1.0 }));

    [Test]
    public void Holm_of_nothing_is_nothing() => Assert.That(Holm.Adjust([], 0), Is.Empty);

    // By hand: 0.01*6, then 0.02*5.
    [Test]
    public void Holm_counts_comparisons_that_were_not_looked_at() => Assert.That(Holm.Adjust([0.02, 0.01], 6), Is.EqualTo(new[] { 0.1, 0.06 }).Within(1e-15));

    [Test]
    public void Alike_differences_within_the_noise_of_test_examples_prove_nothing()
    {
        PairedComparison comparison = PairedComparison.Compare([new SeedDifferences([0.5, 0.5, 0.5, 0.5, 0.5, 0.5, 0.5, 0.5], 0.25)], [], 1)[0];

        Assert.That(comparison.PValue, Is.EqualTo(0.31731050786291415).Within(1e-9), "2 * stats.norm.sf(1)");
        Assert.That(comparison.Deficit.HalfWidth, Is.EqualTo(0.9799819922700272).Within(1e-9));
    }

    private static PairedComparison[] Compare(params double[][] deficits) => PairedComparison.Compare([.. deficits.Select(values => new SeedDifferences(values))], [], 1);

    private static void AssertComparisons(double[][] deficits, params (double Mean, double HalfWidth, double PValue)[] expected)
    {
        PairedComparison[] comparisons = Compare(deficits);
        Assert.Multiple(() =>
        {
            foreach ((PairedComparison actual, (double mean, double halfWidth, double pValue)) in comparisons.Zip(expected))
            {
                Assert.That(actual.Deficit.Mean, Is.EqualTo(mean).Within(1e-12));
                Assert.That(actual.Deficit.HalfWidth, Is.EqualTo(halfWidth).Within(Percent).Percent);
                Assert.That(actual.PValue, Is.EqualTo(pValue).Within(Percent).Percent);
            }
        });
    }
}
