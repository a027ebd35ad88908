using ImageMagick;
using SweepDsl.Runtime.Data;
using SweepDsl.Runtime.Tests.Data.ImageFolders;

namespace SweepDsl.Runtime.Tests.Data.Cifar;

public sealed class CifarFolderTests
{
    private readonly List<string> _notices = [];
    private TemporaryFolder _folder = null!;

    [SetUp]
    public void CreateFolder()
    {
        _folder = new TemporaryFolder();
        _notices.Clear();
    }

    [TearDown]
    public void DeleteFolder() => _folder.Dispose();

    [TestCase("")]
    [TestCase("cifar10")]
    [TestCase("cifar10-folder")]
    public void Image_files_are_read_with_the_published_labels(string sub)
    {
        string[] classes = ["airplane", "automobile", "bird", "cat", "deer", "dog", "frog", "horse", "ship", "truck"];
        foreach ((int label, string name) in classes.Index())
        {
            byte[] image = TestImages.Plain(MagickFormat.Png, 32, 32, (byte)label, 100, 200);
            _folder.Write(Path.Combine(sub, "train", name, "0.png"), image);
            _folder.Write(Path.Combine(sub, "test", name, "0.png"), image);
        }

        Dataset dataset = Load();

        Assert.That((dataset.Train.Count, dataset.Test.Count), Is.EqualTo((10, 10)));
        for (int i = 0; i < dataset.Train.Count; i++)
        {
            Assert.That(dataset.Train.Image(i)[0], Is.EqualTo(dataset.Train.Labels[i]));
        }
    }

    [TestCase("")]
    [TestCase("cifar-10-batches-bin")]
    [TestCase("cifar10")]
    [TestCase("cifar10/cifar-10-batches-bin")]
    public void Batches_are_read_in_order_with_channels_innermost(string sub)
    {
        CifarFiles.WriteTen(_folder, sub);

        Dataset dataset = Load();

        Assert.That((dataset.Train.Count, dataset.Test.Count), Is.EqualTo((50, 10)));
        Assert.That(dataset.Train.Labels.ToArray(), Is.EqualTo(Enumerable.Range(0, 50).Select(i => i % 10)));
        Assert.That(dataset.Test.Labels[0], Is.EqualTo(9));
        ReadOnlySpan<byte> image = dataset.Train.Image(23);
        for (int i = 0; i < image.Length; i++)
        {
            Assert.That(image[i], Is.EqualTo(CifarFiles.Pixel(3, 3, i % 3, i / 3)));
        }
    }

    [Test]
    public void Later_batches_may_be_missing_and_that_is_told()
    {
        CifarFiles.WriteTen(_folder, "cifar-10-batches-bin", batches: 2);

        Assert.That(Load().Train.Count, Is.EqualTo(20));
        Assert.That(_notices, Has.One.Contains("20 of 50,000 training examples"));
    }

    [Test]
    public void More_examples_than_there_are_is_an_error_with_both_numbers()
    {
        CifarFiles.WriteTen(_folder, "cifar-10-batches-bin", batches: 2);

        Assert.That(() => Load(train: 21), DataFaults.Saying("21 train examples are asked for and there are 20"));
        Assert.That(() => Load(test: 11), DataFaults.Saying("11 test examples are asked for and there are 10"));
    }

    [Test]
    public void A_part_has_the_same_number_of_each_class()
    {
        CifarFiles.WriteTen(_folder, "");

        Dataset dataset = Load(train: 20, test: 10);

        Assert.That(dataset.Train.Labels.ToArray().CountBy(label => label).Select(pair => pair.Value), Is.All.EqualTo(2));
        Assert.That(Load(train: 20, test: 10).Fingerprint, Is.EqualTo(dataset.Fingerprint));
    }

    [TestCase(1)]
    [TestCase(-1)]
    public void A_file_that_is_no_whole_number_of_records_is_refused(int difference)
    {
        CifarFiles.WriteTen(_folder, "");
        byte[] content = CifarFiles.Ten(2, 1, 2, 3);
        string path = _folder.Write("data_batch_2.bin", [.. content.Concat(new byte[1]).Take(content.Length + difference)]);

        Assert.That(() => Load(), DataFaults.Saying(path, $"{(3 * 3073) + difference:N0} bytes", "3,073"));
    }

    [Test]
    public void An_empty_file_is_refused()
    {
        CifarFiles.WriteTen(_folder, "");
        string path = _folder.Write("test_batch.bin", []);

        Assert.That(() => Load(), DataFaults.Saying(path, "0 bytes"));
    }

    [Test]
    public void A_file_longer_than_published_is_refused_before_it_is_read()
    {
        CifarFiles.WriteTen(_folder, "");
        string path = _folder.File("data_batch_5.bin");
        using (FileStream file = File.OpenWrite(path))
        {
            file.SetLength(20L << 30);
        }

        Assert.That(() => Load(), DataFaults.Saying(path, "at most 30,730,000"));
    }

    [TestCase(10)]
    [TestCase(255)]
    public void A_label_out_of_range_is_refused(int label)
    {
        CifarFiles.WriteTen(_folder, "");
        string path = _folder.Write("data_batch_4.bin", CifarFiles.Ten(4, 0, 1, (byte)label));

        Assert.That(() => Load(), DataFaults.Saying(path, $"label {label} of record 2", "not below 10"));
    }

    [TestCase("data_batch_2.bin")]
    [TestCase("data_batch_1.bin")]
    [TestCase("test_batch.bin")]
    public void A_gap_is_refused(string missing)
    {
        CifarFiles.WriteTen(_folder, "cifar-10-batches-bin");
        File.Delete(_folder.File($"cifar-10-batches-bin/{missing}"));

        Assert.That(() => Load(), DataFaults.Saying("cifar-10-batches-bin", $"{missing} is not there", "cifar-10-binary.tar.gz"));
    }

    [Test]
    public void A_folder_without_data_says_what_to_fetch_from_where()
    {
        Assert.That(
            () => Load(),
            DataFaults.Saying(
                _folder.Path,
                "cifar-10-batches-bin/data_batch_1.bin",
                "https://www.cs.toronto.edu/~kriz/cifar-10-binary.tar.gz (170,052,171 bytes, SHA-256 c4a38c50a1bc5f3a1c5537f2155ab9d68f9f25eb1ed8d9ddda3db29a59bca1dd)"));
    }

    [Test]
    public void Of_two_folders_the_first_that_has_data_counts()
    {
        using TemporaryFolder later = new();
        CifarFiles.WriteTen(_folder, "cifar10", batches: 1);
        CifarFiles.WriteTen(later, "");
        DataOptions options = new() { Folders = [_folder.File("none"), _folder.Path, later.Path], AllowDownload = false };

        Dataset dataset = DatasetLoader.Load(new DatasetDefinition { Source = new CifarSource(10) }, options);

        Assert.That(dataset.Train.Count, Is.EqualTo(10));
    }

    [Test]
    public void Cifar100_counts_the_fine_label()
    {
        _folder.Write("cifar-100-binary/train.bin", CifarFiles.Records(1, [19, 99], [0, 0], [3, 42]));
        _folder.Write("cifar-100-binary/test.bin", CifarFiles.Records(2, [4, 30]));

        Dataset dataset = Load(classes: 100);

        Assert.That(dataset.Train.Labels.ToArray(), Is.EqualTo(new uint[] { 99, 0, 42 }));
        Assert.That(dataset.ClassNames[99], Is.EqualTo("worm"));
        Assert.That(dataset.ClassNames, Has.Length.EqualTo(100).And.Unique.And.Ordered.Using((IComparer<string>)StringComparer.Ordinal));
        Assert.That(dataset.Train.Image(0)[1], Is.EqualTo(CifarFiles.Pixel(1, 0, 1, 0)));
    }

    [TestCase(new byte[] { 20, 0 }, "label 20 of record 0")]
    [TestCase(new byte[] { 0, 100 }, "label 100 of record 0")]
    public void Cifar100_checks_both_labels(byte[] labels, string expected)
    {
        _folder.Write("cifar-100-binary/train.bin", CifarFiles.Records(1, labels));
        _folder.Write("cifar-100-binary/test.bin", CifarFiles.Records(2, [0, 0]));

        Assert.That(() => Load(classes: 100), DataFaults.Saying(expected));
    }

    [Test]
    public void A_stray_train_bin_is_not_taken_for_Cifar100()
    {
        _folder.Write("train.bin", [1, 2, 3]);

        Assert.That(() => Load(classes: 100), DataFaults.Saying("neither cifar-100-binary/train.bin nor cifar-100-binary.tar.gz nor cifar100-folder/train/apple"));
    }

    private Dataset Load(int classes = 10, int? train = null, int? test = null) => DatasetLoader.Load(
        new DatasetDefinition { Source = new CifarSource(classes), TrainExamples = train, TestExamples = test },
        new DataOptions { Folders = [_folder.Path], AllowDownload = false, Notice = _notices.Add });
}
