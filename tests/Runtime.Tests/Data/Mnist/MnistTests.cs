using System.Buffers.Binary;
using System.IO.Compression;
using SweepDsl.Runtime.Data;
using SweepDsl.Runtime.Tests.Data.Downloads;

namespace SweepDsl.Runtime.Tests.Data.Mnist;

public sealed class MnistTests
{
    private const string TrainImages = "train-images-idx3-ubyte";
    private const string TrainLabels = "train-labels-idx1-ubyte";
    private static readonly byte[] Images = Idx(0x803, [3, 28, 28], [.. Enumerable.Range(0, 3 * 784).Select(i => (byte)(i % 253))]);
    private static readonly byte[] Labels = Idx(0x801, [3], [7, 0, 9]);
    private TemporaryFolder _folder = null!;

    [SetUp]
    public void CreateFolder() => _folder = new TemporaryFolder();

    [TearDown]
    public void DeleteFolder() => _folder.Dispose();

    [TestCase("", false)]
    [TestCase("mnist", true)]
    [TestCase("MNIST/raw", false)]
    public void Files_are_read_packed_or_not(string sub, bool isPacked)
    {
        Write(sub, isPacked);

        Dataset dataset = Load();

        Assert.That(dataset.Train.Labels.ToArray(), Is.EqualTo(new uint[] { 7, 0, 9 }));
        Assert.That(dataset.Train.Pixels.ToArray(), Is.EqualTo(Images[16..]));
        Assert.That(dataset.Shape.ToString(), Is.EqualTo("28x28x1"));
    }

    [Test]
    public void Names_with_a_dot_are_known()
    {
        foreach ((string name, byte[] content) in Contents(""))
        {
            _folder.Write(name.Replace("-idx", ".idx", StringComparison.Ordinal), content);
        }

        Assert.That(Load().Train.Count, Is.EqualTo(3));
    }

    [Test]
    public void Fashion_has_a_folder_and_names_of_its_own()
    {
        Write("mnist", isPacked: false);
        Write("fashion_mnist", isPacked: false);
        _folder.Write($"fashion_mnist/{TrainLabels}", Idx(0x801, [3], [1, 2, 3]));

        Dataset dataset = Load(isFashion: true);

        Assert.That(dataset.Train.Labels.ToArray(), Is.EqualTo(new uint[] { 1, 2, 3 }));
        Assert.That(dataset.ClassNames[9], Is.EqualTo("ankle boot"));
    }

    private static IEnumerable<TestCaseData> DamagedFiles()
    {
        yield return new TestCaseData(TrainImages, Labels, "starts with 0x00000801 and 0x00000803 is expected").SetArgDisplayNames("labels for images");
        yield return new TestCaseData(TrainLabels, Images, "starts with 0x00000803 and 0x00000801 is expected").SetArgDisplayNames("images for labels");
        yield return new TestCaseData(TrainImages, Idx(0xD03, [3, 28, 28], new byte[3 * 784]), "0x00000d03").SetArgDisplayNames("floats");
        yield return new TestCaseData(TrainImages, Images[..^1], "2,352 bytes are expected after the header and only 2,351").SetArgDisplayNames("a byte short");
        yield return new TestCaseData(TrainImages, (byte[])[.. Images, 0], "2,352 bytes are expected after the header and more").SetArgDisplayNames("a byte long");
        yield return new TestCaseData(TrainImages, Images[..15], "header needs 16 bytes and only 15").SetArgDisplayNames("half a header");
        yield return new TestCaseData(TrainImages, Array.Empty<byte>(), "header needs 16 bytes and only 0").SetArgDisplayNames("empty");
        yield return new TestCaseData(TrainImages, Idx(0x803, [3, 32, 32], new byte[3 * 1024]), "32x32 and 28x28 is expected").SetArgDisplayNames("other extents");
        yield return new TestCaseData(TrainImages, Idx(0x803, [0, 28, 28], []), "holds 0 items").SetArgDisplayNames("no item");
        yield return new TestCaseData(TrainImages, Idx(0x803, [uint.MaxValue, 28, 28], []), "holds 4,294,967,295 items").SetArgDisplayNames("too many items");
        yield return new TestCaseData(TrainLabels, Idx(0x801, [2], [7, 0]), "2 labels and").SetArgDisplayNames("fewer labels than images");
        yield return new TestCaseData(TrainLabels, Idx(0x801, [3], [7, 10, 9]), "label 10 of example 1").SetArgDisplayNames("label 10");
        yield return new TestCaseData(TrainLabels, Idx(0x801, [3], [7, 0, 255]), "label 255 of example 2").SetArgDisplayNames("label 255");
    }

    [TestCaseSource(nameof(DamagedFiles))]
    public void A_damaged_file_is_told(string name, byte[] content, string expected)
    {
        Write("mnist", isPacked: false);
        string path = _folder.Write($"mnist/{name}", content);

        Assert.That(() => Load(), DataFaults.Saying(path, expected, "Delete it, and fetch https://storage.googleapis.com/cvdf-datasets/mnist/"));
    }

    [Test]
    public void A_cut_or_altered_packed_file_is_told()
    {
        Write("mnist", isPacked: true);
        byte[] packed = Pack(Images);
        byte[] altered = [.. packed];
        altered[^6] ^= 1;
        foreach (byte[] content in (byte[][])[packed[..^1], packed[..^9], packed[..(packed.Length / 2)], packed[..5], altered])
        {
            string path = _folder.Write($"mnist/{TrainImages}.gz", content);

            Assert.That(() => Load(), DataFaults.Saying(path), $"{content.Length} of {packed.Length} bytes");
        }
    }

    [Test]
    public void A_small_file_that_unpacks_to_much_is_not_read_to_its_end()
    {
        Write("mnist", isPacked: true);
        string path = _folder.Write($"mnist/{TrainImages}.gz", Pack([.. Images, .. new byte[64 << 20]]));

        Assert.That(() => Load(), DataFaults.Saying(path, "more are there"));
    }

    [Test]
    public void A_missing_file_says_where_to_get_it()
    {
        Write("mnist", isPacked: false);
        File.Delete(_folder.File($"mnist/{TrainLabels}"));

        Assert.That(
            () => Load(),
            DataFaults.Saying(
                "https://storage.googleapis.com/cvdf-datasets/mnist/train-labels-idx1-ubyte.gz (28,881 bytes, SHA-256 3552534a",
                _folder.File("mnist")));
    }

    [Test]
    public void Only_missing_files_are_downloaded()
    {
        Write("mnist", isPacked: false);
        File.Delete(_folder.File($"mnist/{TrainLabels}"));
        using LoopbackServer server = new(LoopbackServer.Status(404));
        DataOptions options = new() { Folders = [_folder.Path], HttpHandler = server.Handler, RetryDelay = TimeSpan.Zero };

        Assert.That(() => DatasetLoader.Load(new DatasetDefinition { Source = new MnistSource(false) }, options), DataFaults.Saying("answers 404"));
        Assert.That(server.Requests, Is.EqualTo(new[] { "https://storage.googleapis.com/cvdf-datasets/mnist/train-labels-idx1-ubyte.gz" }));
    }

    private static byte[] Idx(uint magic, uint[] extents, byte[] values)
    {
        byte[] file = new byte[4 + (4 * extents.Length) + values.Length];
        BinaryPrimitives.WriteUInt32BigEndian(file, magic);
        for (int i = 0; i < extents.Length; i++)
        {
            BinaryPrimitives.WriteUInt32BigEndian(file.AsSpan(4 + (4 * i)), extents[i]);
        }

        values.CopyTo(file.AsSpan(4 + (4 * extents.Length)));
        return file;
    }

    private static byte[] Pack(byte[] content)
    {
        using MemoryStream packed = new();
        using (GZipStream stream = new(packed, CompressionLevel.Fastest, leaveOpen: true))
        {
            stream.Write(content);
        }

        return packed.ToArray();
    }

    private static (string Name, byte[] Content)[] Contents(string sub) =>
    [
        (Path.Combine(sub, TrainImages), Images),
        (Path.Combine(sub, TrainLabels), Labels),
        (Path.Combine(sub, "t10k-images-idx3-ubyte"), Images),
        (Path.Combine(sub, "t10k-labels-idx1-ubyte"), Labels),
    ];

    private void Write(string sub, bool isPacked)
    {
        foreach ((string name, byte[] content) in Contents(sub))
        {
            _folder.Write(isPacked ? name + ".gz" : name, isPacked ? Pack(content) : content);
        }
    }

    private Dataset Load(bool isFashion = false) => DatasetLoader.Load(
        new DatasetDefinition { Source = new MnistSource(isFashion) }, new DataOptions { Folders = [_folder.Path], AllowDownload = false });
}
