using ImageMagick;
using SweepDsl.Runtime.Data;

namespace SweepDsl.Runtime.Tests.Data.ImageFolders;

public sealed class ImageFolderTests
{
    private static readonly byte[] FourColours = [255, 0, 0, 0, 255, 0, 0, 0, 255, 10, 20, 30];
    private static readonly ImageFolderSource Small = new("pets", 2, 2, 3, 2, Resize: false);
    private TemporaryFolder _folder = null!;

    [SetUp]
    public void CreateFolder()
    {
        _folder = new TemporaryFolder();
        foreach (string part in (string[])["train", "test"])
        {
            _folder.Write($"pets/{part}/cat/a.png", TestImages.Encode(MagickFormat.Png, 2, 2, FourColours));
            _folder.Write($"pets/{part}/dog/a.jpg", TestImages.Plain(MagickFormat.Jpeg, 2, 2, 200, 200, 200));
        }
    }

    [TearDown]
    public void DeleteFolder() => _folder.Dispose();

    [Test]
    public void Images_become_rows_of_pixels_with_channels_innermost()
    {
        Dataset dataset = Load(Small);

        Assert.That(dataset.ClassNames, Is.EqualTo(new[] { "cat", "dog" }));
        Assert.That(dataset.Train.Labels.ToArray(), Is.EqualTo(new uint[] { 0, 1 }));
        Assert.That(dataset.Train.Image(0).ToArray(), Is.EqualTo(FourColours));
        Assert.That(dataset.Train.Image(1).ToArray(), Is.All.InRange(199, 201));
    }

    [Test]
    public void Classes_and_files_come_in_ordinal_order()
    {
        foreach (string part in (string[])["train", "test"])
        {
            _folder.Write($"pets/{part}/Zebra/a.png", Grey(1));
        }

        _folder.Write("pets/train/Zebra/b.png", Grey(2));
        _folder.Write("pets/train/Zebra/B.PNG", Grey(3));
        _folder.Write("pets/train/Zebra/10.jpeg", Grey(4));
        _folder.Write("pets/train/Zebra/.DS_Store", [1]);
        _folder.Write("pets/train/Thumbs.db", [1]);

        Dataset dataset = Load(Small with { Classes = 3 });

        Assert.That(dataset.ClassNames, Is.EqualTo(new[] { "Zebra", "cat", "dog" }));
        Assert.That(Enumerable.Range(0, 4).Select(i => dataset.Train.Image(i)[0]), Is.EqualTo(new byte[] { 4, 3, 1, 2 }));
    }

    [Test]
    public void One_channel_is_the_luma_and_grey_stays_as_it_is()
    {
        _folder.Write("pets/train/cat/b.png", Grey(77));

        Dataset dataset = Load(Small with { Channels = 1 });

        Assert.That(dataset.Train.Image(0).ToArray(), Is.EqualTo(new byte[] { 76, 150, 29, 18 }));
        Assert.That(dataset.Train.Image(1).ToArray(), Is.All.EqualTo(77));
    }

    [TestCase(ColorType.Grayscale, 90)]
    [TestCase(ColorType.Palette, 90)]
    [TestCase(ColorType.TrueColor, 90)]
    public void Every_kind_of_PNG_gives_the_same_pixels(ColorType type, byte value)
    {
        using MagickImage image = TestImages.Create(2, 2, [.. Enumerable.Repeat(value, 12)]);
        image.ColorType = type;
        _folder.Write("pets/train/cat/a.png", image.ToByteArray(MagickFormat.Png));

        Assert.That(Load(Small).Train.Image(0).ToArray(), Is.All.EqualTo(value));
    }

    [Test]
    public void A_grey_JPEG_has_three_equal_channels()
    {
        using MagickImage image = TestImages.Create(2, 2, [.. Enumerable.Repeat((byte)120, 12)]);
        image.ColorSpace = ColorSpace.Gray;
        image.Quality = 100;
        _folder.Write("pets/train/cat/a.png", image.ToByteArray(MagickFormat.Jpeg));

        Assert.That(Load(Small).Train.Image(0).ToArray(), Is.All.InRange(119, 121));
    }

    [Test]
    public void Transparent_pixels_lie_over_black()
    {
        using MagickImage image = TestImages.Create(2, 2, [.. Enumerable.Repeat((byte)200, 12)]);
        image.Alpha(AlphaAction.Transparent);
        _folder.Write("pets/train/cat/a.png", image.ToByteArray(MagickFormat.Png));

        Assert.That(Load(Small).Train.Image(0).ToArray(), Is.All.Zero);
    }

    [Test]
    public void Another_size_is_refused_unless_it_is_to_be_resized()
    {
        string path = _folder.Write("pets/train/cat/a.png", TestImages.Plain(MagickFormat.Png, 3, 5, 9, 60, 200));

        Assert.That(() => Load(Small), DataFaults.Saying(path, "it is 3x5 and 2x2 is expected", "resize: true"));
        Assert.That(Load(Small with { Resize = true }).Train.Image(0).ToArray(), Is.EqualTo(new byte[] { 9, 60, 200, 9, 60, 200, 9, 60, 200, 9, 60, 200 }));
    }

    [Test]
    public void Resizing_down_averages()
    {
        byte[] board = [.. Enumerable.Range(0, 64).SelectMany(i => Enumerable.Repeat((byte)(((i / 8) + i) % 2 * 200), 3))];
        _folder.Write("pets/train/cat/a.png", TestImages.Encode(MagickFormat.Png, 8, 8, board));

        Assert.That(Load(Small with { Resize = true }).Train.Image(0).ToArray(), Is.All.InRange(90, 110));
    }

    [Test]
    public void Only_examples_that_are_taken_are_decoded()
    {
        uint[] labels = [.. Enumerable.Repeat(0u, 10), .. Enumerable.Repeat(1u, 10)];
        int[] taken = ClassBalance.EqualShares(labels, 2, 6, new Philox(0, RandomPurpose.Subset));
        Directory.Delete(_folder.File("pets/train"), recursive: true);
        for (int i = 0; i < 20; i++)
        {
            _folder.Write($"pets/train/{(i < 10 ? "cat" : "dog")}/{i:00}.png", taken.Contains(i) ? Grey((byte)i) : "damaged"u8.ToArray());
        }

        ExampleSet train = Load(Small, train: 6).Train;

        Assert.That(Enumerable.Range(0, 6).Select(i => (int)train.Image(i)[0]), Is.EqualTo(taken));
        Assert.That(() => Load(Small), DataFaults.Saying("neither PNG nor JPEG"));
    }

    private static IEnumerable<TestCaseData> DamagedImages()
    {
        byte[] png = TestImages.Encode(MagickFormat.Png, 2, 2, FourColours);
        byte[] jpeg = TestImages.Plain(MagickFormat.Jpeg, 2, 2, 50, 60, 70);
        byte[] flipped = [.. png];
        flipped[^20] ^= 4;
        yield return new TestCaseData(Array.Empty<byte>(), "neither PNG nor JPEG (0 bytes").SetArgDisplayNames("empty");
        yield return new TestCaseData("<html></html>"u8.ToArray(), "neither PNG nor JPEG (13 bytes, starting with 3C68746D)").SetArgDisplayNames("page");
        yield return new TestCaseData("GIF89a"u8.ToArray(), "neither PNG nor JPEG").SetArgDisplayNames("GIF");
        yield return new TestCaseData(png[..^1], "damaged").SetArgDisplayNames("PNG a byte short");
        yield return new TestCaseData(png[..8], "damaged").SetArgDisplayNames("PNG signature alone");
        yield return new TestCaseData(flipped, "damaged").SetArgDisplayNames("PNG with a flipped bit");
        yield return new TestCaseData(jpeg[..^1], "damaged").SetArgDisplayNames("JPEG a byte short");
        yield return new TestCaseData(jpeg[..(jpeg.Length / 2)], "damaged").SetArgDisplayNames("half a JPEG");
        yield return new TestCaseData(jpeg[..3], "damaged").SetArgDisplayNames("JPEG marker alone");
        yield return new TestCaseData(TestImages.EmptyPng(50_000, 50_000), "50000x50000 and at most").SetArgDisplayNames("PNG that claims 50,000 a side");
        yield return new TestCaseData(TestImages.EmptyPng(16_000, 16_000), "16000x16000 and at most").SetArgDisplayNames("PNG that claims 256 million pixels");
        yield return new TestCaseData(TestImages.EmptyPng(2, 2000), "damaged").SetArgDisplayNames("PNG with too few rows");
    }

    [TestCaseSource(nameof(DamagedImages))]
    public void A_damaged_image_is_told(byte[] content, string expected)
    {
        string path = _folder.Write("pets/train/cat/a.png", content);

        Assert.That(() => Load(Small), DataFaults.Saying(path, expected));
    }

    [Test]
    public void Of_several_damaged_images_the_first_is_told()
    {
        for (int i = 0; i < 40; i++)
        {
            _folder.Write($"pets/train/cat/b{i:00}.png", i >= 7 ? "damaged"u8.ToArray() : Grey(1));
        }

        Assert.That(() => Load(Small), DataFaults.Saying("b07.png"));
    }

    [TestCase("train/cat/notes.txt", "only PNG and JPEG files")]
    [TestCase("train/cat/deeper/a.png", "only PNG and JPEG files")]
    [TestCase("train/a.png", "only a folder for each class")]
    [TestCase("train/fish/a.png", "3 folders of classes and 2 are expected")]
    [TestCase("test/fish/a.png", "fish, which train has not")]
    public void What_does_not_belong_there_is_told(string file, string expected)
    {
        _folder.Write($"pets/{file}", Grey(1));

        Assert.That(() => Load(Small), DataFaults.Saying(_folder.File("pets"), expected));
    }

    [Test]
    public void A_class_without_images_or_without_test_images_is_told()
    {
        File.Delete(_folder.File("pets/test/dog/a.jpg"));
        Assert.That(() => Load(Small), DataFaults.Saying(_folder.File("pets/test/dog"), "no images"));

        Directory.Delete(_folder.File("pets/test/dog"));
        Assert.That(() => Load(Small), DataFaults.Saying(_folder.File("pets/test"), "no dog"));

        Directory.Delete(_folder.File("pets/test"), recursive: true);
        Assert.That(() => Load(Small), DataFaults.Saying(_folder.File("pets/test"), "cannot be listed"));
    }

    [Test]
    public void A_missing_folder_says_where_it_was_looked_for()
    {
        Assert.That(() => Load(Small with { Path = "birds" }), DataFaults.Saying("'birds'", _folder.File("birds/train"), "train/CLASS and test/CLASS"));
    }

    private static byte[] Grey(byte value) => TestImages.Plain(MagickFormat.Png, 2, 2, value, value, value);

    private Dataset Load(ImageFolderSource source, int? train = null) => DatasetLoader.Load(
        new DatasetDefinition { Source = source, TrainExamples = train }, new DataOptions { Folders = [_folder.Path], AllowDownload = false });
}
