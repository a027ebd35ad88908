namespace SweepDsl.Runtime.Tests.Reference.Checks;

/// <summary>Gathering, normalising, mirroring and cropping images, worked by hand.</summary>
public sealed class ImagesTests
{
    private static readonly ReferenceImages Images = new(2, 3, 2);
    private static readonly byte[] Set = [.. Enumerable.Range(0, 36).Select(i => (byte)i)];

    [Test]
    public void A_batch_takes_the_images_that_the_order_names()
    {
        double[] batch = Images.Gather(Set, [2, 0, 1], position: 1, batch: 2);

        Assert.That(batch, Is.EqualTo(Enumerable.Range(0, 24).Select(i => (double)i)));
    }

    [Test]
    public void A_change_knows_the_example_it_is_of()
    {
        double[] batch = Images.Gather(Set, [2, 0], position: 0, batch: 2, (example, image) => [example, .. image.Skip(1)]);

        Assert.That(batch.Chunk(12).Select(image => image[0]), Is.EqualTo(new double[] { 2, 0 }));
    }

    [Test]
    public void Each_channel_is_normalised_by_itself()
    {
        Assert.That(Images.Normalize([1, 10, 3, 30], [2, 20], [0.5, 10]), Is.EqualTo(new double[] { -2, -1, 2, 1 }));
    }

    [Test]
    public void A_flip_turns_columns_round_and_leaves_rows_and_channels()
    {
        double[] flipped = Images.Flip(Images.Image(Set, 0));

        Assert.That(flipped, Is.EqualTo(new double[] { 4, 5, 2, 3, 0, 1, 10, 11, 8, 9, 6, 7 }));
        Assert.That(Images.Flip(flipped), Is.EqualTo(Images.Image(Set, 0)));
    }

    [Test]
    public void A_crop_from_the_middle_of_the_border_is_the_image()
    {
        Assert.That(Images.Crop(Images.Image(Set, 0), padding: 3, top: 3, left: 3), Is.EqualTo(Images.Image(Set, 0)));
    }

    [Test]
    public void A_crop_from_the_corner_moves_the_image_down_and_right()
    {
        double[] crop = new ReferenceImages(2, 3, 1).Crop([1, 2, 3, 4, 5, 6], padding: 1, top: 0, left: 0, border: -9);

        Assert.That(crop, Is.EqualTo(new double[] { -9, -9, -9, -9, 1, 2 }));
    }
}
