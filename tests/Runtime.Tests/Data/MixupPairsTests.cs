using SweepDsl.Runtime.Data;

namespace SweepDsl.Runtime.Tests.Data;

/// <summary>What examples are mixed with.</summary>
public sealed class MixupPairsTests
{
    private const int Examples = 20_000;

    [TestCase(0.01)]
    [TestCase(0.2)]
    [TestCase(1)]
    [TestCase(2.5)]
    [TestCase(40)]
    public void Shares_have_the_moments_of_the_beta_distribution(double alpha)
    {
        double[] shares = [.. Draw(Examples, alpha, seed: 3, epoch: 1).Select(pair => (double)pair.Share)];

        // Beta(a, a): variance 1 / (4 (2a + 1)), fourth moment about the mean 3 / (16 (2a + 1) (2a + 3)); five standard errors each.
        double variance = 1 / (4 * ((2 * alpha) + 1));
        double fourth = 3 / (16 * ((2 * alpha) + 1) * ((2 * alpha) + 3));
        Assert.That(shares, Is.All.InRange(0.0, 1.0));
        Assert.That(shares.Average(), Is.EqualTo(0.5).Within(5 * Math.Sqrt(variance / Examples)));
        Assert.That(shares.Average(share => (share - 0.5) * (share - 0.5)), Is.EqualTo(variance).Within(5 * Math.Sqrt((fourth - (variance * variance)) / Examples)));
    }

    [Test]
    public void A_share_of_alpha_1_is_uniform()
    {
        double[] shares = [.. Draw(Examples, 1, seed: 3, epoch: 1).Select(pair => (double)pair.Share).Order()];

        // Kolmogorov and Smirnov: above 1.95 / sqrt(n) in one case of a thousand.
        Assert.That(shares.Select((share, i) => Math.Abs(share - ((i + 0.5) / Examples))).Max(), Is.LessThan(1.95 / Math.Sqrt(Examples)));
    }

    [Test]
    public void Partners_are_drawn_evenly_from_all_examples()
    {
        int[] counts = new int[10];
        for (uint epoch = 0; epoch < 2000; epoch++)
        {
            foreach ((uint partner, _) in Draw(10, 1, seed: 5, epoch))
            {
                counts[partner]++;
            }
        }

        Assert.That(counts, Is.All.EqualTo(2000).Within(5 * Math.Sqrt(2000)));
    }

    [Test]
    public void Pairs_follow_from_seed_epoch_and_example_alone()
    {
        (uint Partner, float Share)[] pairs = Draw(50, 0.4, seed: 1, epoch: 2);

        Assert.That(Draw(50, 0.4, seed: 1, epoch: 2), Is.EqualTo(pairs));
        Assert.That(Draw(50, 0.4, seed: 2, epoch: 2), Is.Not.EqualTo(pairs));
        Assert.That(Draw(50, 0.4, seed: 1, epoch: 3), Is.Not.EqualTo(pairs));
        Assert.That(Draw(70, 0.4, seed: 1, epoch: 2).Take(50).Select(pair => pair.Share), Is.EqualTo(pairs.Select(pair => pair.Share)));
    }

    private static (uint Partner, float Share)[] Draw(int examples, double alpha, int seed, uint epoch)
    {
        uint[] words = new uint[examples * MixupPairs.Words];
        MixupPairs.Fill(words, alpha, seed, epoch);
        return [.. words.Chunk(MixupPairs.Words).Select(pair => (pair[0], BitConverter.UInt32BitsToSingle(pair[1])))];
    }
}
