using SweepDsl.Runtime.Data;

namespace SweepDsl.Runtime.Tests.Data;

public sealed class ClassBalanceTests
{
    private static readonly Philox Random = new(0, RandomPurpose.Subset);

    // 42 of class 0, 18 of class 1, 3 of class 2, in a mixed order.
    private static readonly uint[] Uneven = [.. Enumerable.Range(0, 63).Select(i => i % 21 == 20 ? 2u : i % 21 % 3 == 0 && i % 21 < 18 ? 1u : 0u)];

    [TestCase(0, new[] { 0, 0, 0 })]
    [TestCase(1, new[] { 1, 0, 0 })]
    [TestCase(8, new[] { 3, 3, 2 })]
    [TestCase(13, new[] { 5, 5, 3 })]
    [TestCase(60, new[] { 39, 18, 3 })]
    [TestCase(63, new[] { 42, 18, 3 })]
    public void Equal_shares_fill_up_where_a_class_is_short(int count, int[] expected)
    {
        Assert.That(CountByClass(Uneven, ClassBalance.EqualShares(Uneven, 3, count, Random)), Is.EqualTo(expected));
    }

    [TestCase(0, new[] { 0, 0, 0 })]
    [TestCase(21, new[] { 14, 6, 1 })]
    [TestCase(10, new[] { 7, 3, 0 })]
    [TestCase(63, new[] { 42, 18, 3 })]
    public void Proportional_shares_keep_the_mixture(int count, int[] expected)
    {
        Assert.That(CountByClass(Uneven, ClassBalance.ProportionalShares(Uneven, 3, count, Random)), Is.EqualTo(expected));
    }

    [Test]
    public void At_a_tie_the_lower_class_gives()
    {
        uint[] labels = [2, 1, 0, 0, 1, 2];

        Assert.That(CountByClass(labels, ClassBalance.ProportionalShares(labels, 3, 4, Random)), Is.EqualTo(new[] { 2, 1, 1 }));
    }

    [Test]
    public void Choices_are_ascending_distinct_and_depend_on_the_seed_alone()
    {
        int[] chosen = ClassBalance.EqualShares(Uneven, 3, 12, Random);

        Assert.That(chosen, Is.Ordered.Ascending);
        Assert.That(chosen, Is.Unique);
        Assert.That(ClassBalance.EqualShares(Uneven, 3, 12, Random), Is.EqualTo(chosen));
        Assert.That(ClassBalance.EqualShares(Uneven, 3, 12, new Philox(1, RandomPurpose.Subset)), Is.Not.EqualTo(chosen));
    }

    [Test]
    public void A_smaller_choice_lies_within_a_larger_one_when_classes_are_equal()
    {
        uint[] labels = [.. Enumerable.Range(0, 1000).Select(i => (uint)(i * 7 % 10))];

        int[] larger = ClassBalance.EqualShares(labels, 10, 333, Random);

        Assert.That(ClassBalance.EqualShares(labels, 10, 100, Random), Is.SubsetOf(larger));
    }

    private static int[] CountByClass(uint[] labels, int[] chosen) =>
        [.. Enumerable.Range(0, 3).Select(c => chosen.Count(i => labels[i] == c))];
}
