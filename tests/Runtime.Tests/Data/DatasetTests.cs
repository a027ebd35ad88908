using SweepDsl.Runtime.Data;
using SweepDsl.Runtime.Network;

namespace SweepDsl.Runtime.Tests.Data;

public sealed class DatasetTests
{
    private static readonly FeatureShape Shape = new(2, 1, 2);

    [Test]
    public void Statistics_are_those_of_the_training_examples()
    {
        // Channel 0: 0, 10, 20, 30. Channel 1: 255 throughout.
        Dataset dataset = Create([0, 255, 10, 255, 20, 255, 30, 255]);

        Assert.That(dataset.Statistics[0].Mean, Is.EqualTo(15));
        Assert.That(dataset.Statistics[0].StandardDeviation, Is.EqualTo(Math.Sqrt(125)).Within(1e-14));
        Assert.That(dataset.Statistics[1], Is.EqualTo(new ChannelStatistics(255, 0)));
    }

    [Test]
    public void Per_channel_scaling_makes_mean_0_and_deviation_1_and_a_constant_channel_0()
    {
        Dataset dataset = Create([0, 255, 10, 255, 20, 255, 30, 255]);

        double[] inputs = [.. new[] { 0, 10, 20, 30 }.Select(pixel => (pixel * dataset.Scaling[0].Scale) + dataset.Scaling[0].Offset)];
        Assert.That(inputs.Sum(), Is.Zero.Within(1e-14));
        Assert.That(inputs.Sum(x => x * x), Is.EqualTo(4).Within(1e-14));
        Assert.That((255 * dataset.Scaling[1].Scale) + dataset.Scaling[1].Offset, Is.Zero);
    }

    [TestCase(Normalization.Unit, 1.0 / 255)]
    [TestCase(Normalization.None, 1.0)]
    public void Other_scalings_do_not_look_at_the_data(Normalization normalization, double scale)
    {
        Dataset dataset = Create([0, 255, 10, 255, 20, 255, 30, 255], normalization);

        Assert.That(dataset.Scaling, Is.All.EqualTo(new PixelScaling(scale, 0)));
    }

    [Test]
    public void Fingerprint_tells_any_change_of_content_but_not_of_normalization()
    {
        byte[] pixels = [1, 2, 3, 4, 5, 6, 7, 8];
        string fingerprint = Create(pixels).Fingerprint;
        ExampleSet train = new(Shape, pixels, [0, 1]);
        ExampleSet empty = new(Shape, [], []);

        Assert.That(fingerprint, Does.Match("^[0-9a-f]{64}$"));
        Assert.That(Create(pixels, Normalization.Unit).Fingerprint, Is.EqualTo(fingerprint));
        Assert.That(
            new[]
            {
                fingerprint,
                Create([1, 2, 3, 4, 5, 6, 7, 9]).Fingerprint,
                new Dataset("test", ["a", "b"], new ExampleSet(Shape, pixels, [1, 0]), null, empty, Normalization.None).Fingerprint,
                new Dataset("test", ["a", "c"], train, null, empty, Normalization.None).Fingerprint,
                new Dataset("test", ["a", "b"], train, empty, empty, Normalization.None).Fingerprint,
                new Dataset("test", ["a", "b"], train, null, train, Normalization.None).Fingerprint,
            },
            Is.Unique);
    }

    [Test]
    public void Selected_examples_keep_their_labels()
    {
        ExampleSet set = new(Shape, [.. Enumerable.Range(0, 12).Select(i => (byte)i)], [5, 6, 7]);

        ExampleSet selected = set.Select([2, 0]);

        Assert.That(selected.Pixels.ToArray(), Is.EqualTo(new byte[] { 8, 9, 10, 11, 0, 1, 2, 3 }));
        Assert.That(selected.Labels.ToArray(), Is.EqualTo(new uint[] { 7, 5 }));
    }

    [Test]
    public void Pixels_and_labels_must_belong_together()
    {
        Assert.That(() => new ExampleSet(Shape, new byte[7], [0, 1]), Throws.ArgumentException.With.Message.Contains("8 bytes, not 7"));
    }

    private static Dataset Create(byte[] pixels, Normalization normalization = Normalization.PerChannel) =>
        new("test", ["a", "b"], new ExampleSet(Shape, pixels, [0, 1]), null, new ExampleSet(Shape, [], []), normalization);
}
