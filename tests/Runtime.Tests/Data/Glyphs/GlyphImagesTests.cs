using System.Security.Cryptography;
using SweepDsl.Runtime.Data;
using SweepDsl.Runtime.Data.Glyphs;

namespace SweepDsl.Runtime.Tests.Data.Glyphs;

public sealed class GlyphImagesTests
{
    // The bytes are part of every result on this data set: a change of them needs a new name, not a new hash.
    [TestCase(nameof(DatasetPart.Train), "b74925e33d0ab096ada1e5b0092bcf4e0afce0f5bbdab34fb60ae32eedea2b24")]
    [TestCase(nameof(DatasetPart.Test), "dc757a479efb2d27a14ee60010ab79abfc4149b610a868259d33c6c911b418c5")]
    public void Bytes_are_the_same_on_every_platform(string part, string sha256)
    {
        ExampleSet examples = GlyphImages.Create(Enum.Parse<DatasetPart>(part), 2000);

        Assert.That(Convert.ToHexStringLower(SHA256.HashData(examples.Pixels)), Is.EqualTo(sha256));
    }

    [Test]
    public void Labels_are_the_same_on_every_platform()
    {
        ExampleSet examples = GlyphImages.Create(DatasetPart.Train, 20);

        Assert.That(string.Join(' ', examples.Labels.ToArray()), Is.EqualTo("8 4 7 0 9 6 3 1 2 5 2 5 3 0 1 4 7 6 8 9"));
    }

    [Test]
    public void Each_ten_examples_hold_every_class_once()
    {
        uint[][] tens = [.. GlyphImages.Create(DatasetPart.Test, 200).Labels.ToArray().Chunk(10)];

        Assert.That(tens, Has.All.Matches<uint[]>(ten => ten.Order().SequenceEqual(Enumerable.Range(0, 10).Select(c => (uint)c))));
        Assert.That(tens.Select(ten => string.Join(' ', ten)).Distinct().Count(), Is.GreaterThan(15));
    }

    [Test]
    public void A_smaller_set_is_the_beginning_of_a_larger_one()
    {
        ExampleSet smaller = GlyphImages.Create(DatasetPart.Train, 13);
        ExampleSet larger = GlyphImages.Create(DatasetPart.Train, 40);

        Assert.That(larger.Pixels[..smaller.Pixels.Length].SequenceEqual(smaller.Pixels), Is.True);
        Assert.That(larger.Labels[..13].SequenceEqual(smaller.Labels), Is.True);
    }

    [Test]
    public void Training_and_test_images_differ()
    {
        ExampleSet train = GlyphImages.Create(DatasetPart.Train, 500);
        ExampleSet test = GlyphImages.Create(DatasetPart.Test, 500);

        string[] images = [.. Enumerable.Range(0, 500).SelectMany(i => new[] { train, test }.Select(set => Convert.ToHexString(set.Image(i))))];
        Assert.That(images, Is.Unique);
    }

    [Test]
    public void A_shape_stands_out_from_its_background()
    {
        ExampleSet examples = GlyphImages.Create(DatasetPart.Train, 1000);

        // Contrast is 50 at least and noise 14 at most, so every image spreads over far more than the noise's share.
        double[] deviations = [.. Enumerable.Range(0, 1000).Select(i => Deviation(examples.Image(i)))];
        Assert.That(deviations.Min(), Is.GreaterThan(8));
        Assert.That(deviations.Average(), Is.InRange(20, 40));
    }

    private static double Deviation(ReadOnlySpan<byte> image)
    {
        double[] pixels = [.. image.ToArray().Select(pixel => (double)pixel)];
        double mean = pixels.Average();
        return Math.Sqrt(pixels.Average(pixel => (pixel - mean) * (pixel - mean)));
    }
}
