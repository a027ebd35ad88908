using SweepDsl.Runtime.Sweeps.Search;

namespace SweepDsl.Runtime.Tests.Sweeps.Search;

public sealed class SearchSpaceTests
{
    private static readonly Dimension Two = new("a", new ListedDistribution(2));
    private static readonly Dimension Five = new("a", new ListedDistribution(5));
    private static readonly Dimension Three = new("b", new ListedDistribution(3));

    [Test]
    public void Points_come_with_the_last_dimension_fastest() =>
        Assert.That(Grid([Two, Three]), Is.EqualTo(new (int, int)[] { (0, 0), (0, 1), (0, 2), (1, 0), (1, 1), (1, 2) }));

    [Test]
    public void A_space_without_dimensions_has_one_point()
    {
        SearchSpace<Pair> space = new([], _ => new(7, 8)) { Order = GridOrder.CoarseToFine };

        Assert.That(Draws.Grid([], space.Order, seed: 0).Select(drawn => space.At(drawn.AsSpan())), Is.EqualTo(new Pair[] { new(7, 8) }));
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
        (int A, int B)[] points = Grid([Five, Three], GridOrder.CoarseToFine);

        Assert.That(points.Take(9), Is.EqualTo(new (int, int)[] { (0, 0), (0, 1), (0, 2), (2, 0), (2, 1), (2, 2), (4, 0), (4, 1), (4, 2) }));
        Assert.That(points.Skip(9).Select(point => point.A), Is.EqualTo(new[] { 1, 1, 1, 3, 3, 3 }));
    }

    [Test]
    public void A_shuffled_grid_has_the_same_points_in_an_order_that_follows_from_the_seed()
    {
        (int, int)[] first = Grid([Five, Three], GridOrder.Shuffled, 1);
        (int, int)[] again = Grid([Five, Three], GridOrder.Shuffled, 1);
        (int, int)[] other = Grid([Five, Three], GridOrder.Shuffled, 2);

        Assert.That(first, Is.EqualTo(again).And.Not.EqualTo(other));
        Assert.That(first, Is.EquivalentTo(other).And.Length.EqualTo(15));
    }

    [Test]
    public void A_coordinate_draws_from_its_dimension()
    {
        ImmutableArray<Dimension> dimensions = [Five, new("b", new IntUniformDistribution(10, 19))];

        Assert.That(Draws.At(dimensions, [0.5, 0.95]), Is.EqualTo(new[] { 2.0, 19 }));
        Assert.That(() => Draws.At(dimensions, [0.5]), Throws.ArgumentException.With.Message.Contains("1 coordinates").And.Message.Contains("2 dimensions"));
    }

    [Test]
    public void A_space_wants_a_value_of_each_dimension()
    {
        SearchSpace<Pair> space = new([Five, Three], drawn => new((int)drawn[0], (int)drawn[1]));

        Assert.That(space.At([4, 2]), Is.EqualTo(new Pair(4, 2)));
        Assert.That(() => space.At([4]), Throws.ArgumentException.With.Message.Contains("1 values").And.Message.Contains("2 dimensions"));
    }

    [Test]
    public void Drawn_numbers_have_nine_digits_and_quantized_ones_all() => Assert.That(
        Draws.At([new("a", new UniformDistribution(0, 1)), new("b", new QuantizedDistribution(new UniformDistribution(0, 1), 1e-10))], [1.0 / 3, 0.1234567891]),
        Is.EqualTo(new[] { 0.333333333, 0.1234567891 }));

    [Test]
    public void Continuous_dimensions_cannot_be_listed() => Assert.That(
        () => Grid([Five, new("rate", new UniformDistribution(0, 1))]), Throws.InvalidOperationException.With.Message.Contains("'rate'"));

    [Test]
    public void Levels_of_a_tuned_parameter_go_on_beyond_their_ends()
    {
        SpacedDistribution decades = new(1e-4, 1e-1, 4, IsLogarithmic: true);
        SpacedDistribution steps = new(2, 4, 5, IsLogarithmic: false);

        Assert.That(Enumerable.Range(-1, 6).Select(level => Draws.Level(decades, level)), Is.EqualTo(new[] { 1e-5, 1e-4, 1e-3, 1e-2, 1e-1, 1 }));
        Assert.That(Enumerable.Range(-1, 7).Select(level => Draws.Level(steps, level)), Is.EqualTo(new[] { 1.5, 2, 2.5, 3, 3.5, 4, 4.5 }));
    }

    [Test]
    public void Draws_depend_on_seed_and_index_alone_and_fill_the_cube()
    {
        double[][] units = [.. Enumerable.Range(0, 2000).Select(index => Draws.Unit(2, 7, index))];

        Assert.That(units[3], Is.EqualTo(Draws.Unit(2, 7, 3)).And.Not.EqualTo(Draws.Unit(2, 8, 3)));
        Assert.That(units.SelectMany(unit => unit), Is.All.InRange(0, 1 - double.Epsilon));
        Assert.That(units.Average(unit => unit[0]), Is.EqualTo(0.5).Within(0.03));
        Assert.That(units.Average(unit => (unit[0] - 0.5) * (unit[1] - 0.5)), Is.Zero.Within(0.01), "coordinates are independent");
    }

    private static (int A, int B)[] Grid(ImmutableArray<Dimension> dimensions, GridOrder order = GridOrder.Listed, int seed = 0) =>
        [.. Draws.Grid(dimensions, order, seed).Select(drawn => ((int)drawn[0], (int)drawn[1]))];

    private readonly record struct Pair(int A, int B);
}
