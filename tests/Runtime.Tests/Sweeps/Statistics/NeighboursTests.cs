using SweepDsl.Runtime.Sweeps;
using SweepDsl.Runtime.Sweeps.Statistics;
using SweepDsl.Runtime.Sweeps.Store;

namespace SweepDsl.Runtime.Tests.Sweeps.Statistics;

[TestFixture]
public sealed class NeighboursTests
{
    [Test]
    public void Numbers_are_neighbours_by_size_and_words_as_listed() => Expect(
        [Point(("b", 16L), ("o", "sgd")), Point(("b", 8L), ("o", "sgd")), Point(("b", 16L), ("o", "adam")), Point(("b", 8L), ("o", "adam"))],
        "b=16,o=sgd | b=16,o=adam",
        "b=8,o=sgd | b=16,o=sgd",
        "b=8,o=sgd | b=8,o=adam",
        "b=8,o=adam | b=16,o=adam");

    [Test]
    public void A_parameter_computed_from_another_makes_no_difference_of_its_own() => Expect(
        [Point(("b", 8L), ("rate", 0.1)), Point(("b", 32L), ("rate", 0.2)), Point(("b", 16L), ("rate", 0.1))],
        "b=8,rate=0.1 | b=16,rate=0.1",
        "b=16,rate=0.1 | b=32,rate=0.2");

    [Test]
    public void Of_two_words_none_follows_the_other() => Expect(
        [Point(("o", "sgd"), ("s", "cosine")), Point(("o", "sgd"), ("s", "step")), Point(("o", "adam"), ("s", "cosine")), Point(("o", "adam"), ("s", "step"))],
        "o=sgd,s=cosine | o=sgd,s=step",
        "o=sgd,s=cosine | o=adam,s=cosine",
        "o=sgd,s=step | o=adam,s=step",
        "o=adam,s=cosine | o=adam,s=step");

    [Test]
    public void Points_drawn_at_random_have_no_neighbours() =>
        Expect([Point(("rate", 0.1), ("width", 0.7)), Point(("rate", 0.2), ("width", 0.3)), Point(("rate", 0.3), ("width", 0.9))]);

    [Test]
    public void One_point_has_no_neighbours() => Expect([Point(("b", 8L))]);

    [Test]
    public void No_points_have_no_neighbours() => Expect([]);

    private static ParameterSet Point(params (string Name, object Value)[] values) => new(
    [
        .. values.Select(pair => KeyValuePair.Create(pair.Name, pair.Value switch
        {
            long integer => (ParameterValue)integer,
            double number => number,
            _ => (string)pair.Value,
        })),
    ]);

    private static void Expect(ParameterSet[] points, params string[] pairs)
    {
        StoredStudy study = StoredStudies.Of(new MetricDefinition("test_accuracy", MetricGoal.Maximize), [.. points.Select(point => (point, new[] { 0.5 }))]);

        Assert.That(Neighbours.Of(StudyAnalysis.Of(study).Points).Select(pair => $"{pair.First.Parameters} | {pair.Second.Parameters}"), Is.EqualTo(pairs));
    }
}
