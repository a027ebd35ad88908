using SweepDsl.Runtime.Sweeps.Search;

namespace SweepDsl.Runtime.Tests.Sweeps.Search;

public sealed class SearchSpaceTests
{
    private static readonly Dimension Five = new("a", new ListedDistribution(5));
    private static readonly Dimension Three = new("b", new ListedDistribution(3));

    [Test]
    public void Points_come_with_the_last_dimension_fastest()
    {
        SearchSpace<Pair> space = new([new("a", new ListedDistribution(2)), Three], drawn => new((int)drawn[0], (int)drawn[1]));

        Assert.That(space.Points, Is.EqualTo(new Pair[] { new(0, 0), new(0, 1), new(0, 2), new(1, 0), new(1, 1), new(1, 2) }));
    }

    [Test]
    public void A_space_without_dimensions_has_one_point()
    {
        SearchSpace<Pair> space = new([], _ => new(7, 8)) { Order = GridOrder.CoarseToFine };

        Assert.That(space.Points, Is.EqualTo(new Pair[] { new(7, 8) }));
        Assert.That(space.At([]), Is.EqualTo(new Pair(7, 8)));
    }

    [Test]
    public void Combinations_that_a_condition_makes_equal_are_one_point()
    {
        SearchSpace<Pair> space = new([new("a", new ListedDistribution(2)), Three], drawn => new((int)drawn[0], drawn[0] == 0 ? (int)drawn[1] : -1));

        Assert.That(space.Points, Is.EqualTo(new Pair[] { new(0, 0), new(0, 1), new(0, 2), new(1, -1) }));
    }

    [Test]
    public void Ends_and_middle_come_before_the_middles_between()
    {
        Assert.That(GridPoints.Refinements(9), Is.EqualTo(new[] { 0, 2, 1, 2, 0, 2, 1, 2, 0 }));
        Assert.That(GridPoints.Refinements(4), Is.EqualTo(new[] { 0, 0, 1, 0 }));
        Assert.That(GridPoints.Refinements(2), Is.EqualTo(new[] { 0, 0 }));
        Assert.That(GridPoints.Refinements(1), Is.EqualTo(new[] { 0 }));
    }

    [Test]
    public void The_coarse_grid_is_whole_before_the_finer_one_begins()
    {
        SearchSpace<Pair> space = new([Five, Three], drawn => new((int)drawn[0], (int)drawn[1])) { Order = GridOrder.CoarseToFine };

        Assert.That(space.Points.Take(9), Is.EqualTo(new Pair[] { new(0, 0), new(0, 1), new(0, 2), new(2, 0), new(2, 1), new(2, 2), new(4, 0), new(4, 1), new(4, 2) }));
        Assert.That(space.Points.Skip(9).Select(point => point.A), Is.EqualTo(new[] { 1, 1, 1, 3, 3, 3 }));
    }

    [Test]
    public void A_shuffled_grid_has_the_same_points_in_an_order_that_follows_from_the_seed()
    {
        Pair[] first = Shuffled(1);
        Pair[] again = Shuffled(1);
        Pair[] other = Shuffled(2);

        Assert.That(first, Is.EqualTo(again).And.Not.EqualTo(other));
        Assert.That(first, Is.EquivalentTo(other).And.Length.EqualTo(15));
    }

    [Test]
    public void A_coordinate_draws_from_its_dimension()
    {
        SearchSpace<Pair> space = new([Five, new("b", new IntUniformDistribution(10, 19))], drawn => new((int)drawn[0], (int)drawn[1]));

        Assert.That(space.At([0.5, 0.95]), Is.EqualTo(new Pair(2, 19)));
        Assert.That(() => space.At([0.5]), Throws.ArgumentException.With.Message.Contains("1 coordinates").And.Message.Contains("2 dimensions"));
    }

    [Test]
    public void Drawn_numbers_have_nine_digits_and_quantized_ones_all()
    {
        SearchSpace<Rates> space = new(
            [new("a", new UniformDistribution(0, 1)), new("b", new QuantizedDistribution(new UniformDistribution(0, 1), 1e-10))], drawn => new(drawn[0], drawn[1]));

        Assert.That(space.At([1.0 / 3, 0.1234567891]), Is.EqualTo(new Rates(0.333333333, 0.1234567891)));
    }

    [Test]
    public void Continuous_dimensions_cannot_be_listed()
    {
        SearchSpace<Rates> space = new([Five, new("rate", new UniformDistribution(0, 1))], drawn => new(drawn[0], drawn[1]));

        Assert.That(() => space.Points, Throws.InvalidOperationException.With.Message.Contains("'rate'"));
    }

    private static Pair[] Shuffled(int seed) =>
        [.. new SearchSpace<Pair>([Five, Three], drawn => new((int)drawn[0], (int)drawn[1])) { Order = GridOrder.Shuffled, Seed = seed }.Points];

    private readonly record struct Pair(int A, int B);

    private readonly record struct Rates(double A, double B);
}
