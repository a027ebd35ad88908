using System.Formats.Tar;
using System.IO.Compression;
using System.Text;
using SweepDsl.Runtime.Data;
using SweepDsl.Runtime.Tests.Data.Downloads;

namespace SweepDsl.Runtime.Tests.Data.Cifar;

public sealed class CifarArchiveTests
{
    private const string Name = "cifar-10-binary.tar.gz";
    private static readonly byte[] Batch = CifarFiles.Ten(1, 0, 1, 2);
    private static readonly byte[] TestBatch = CifarFiles.Ten(2, 3, 4);
    private TemporaryFolder _folder = null!;

    [SetUp]
    public void CreateFolder() => _folder = new TemporaryFolder();

    [TearDown]
    public void DeleteFolder() => _folder.Dispose();

    [TestCase(Name)]
    [TestCase("cifar10/" + Name)]
    public void An_archive_is_read_where_it_lies(string path)
    {
        _folder.Write(path, CifarFiles.Archive(
            CifarFiles.Entry("cifar-10-batches-bin/", null, TarEntryType.Directory),
            CifarFiles.Entry("cifar-10-batches-bin/readme.html", Encoding.UTF8.GetBytes("<html>")),
            CifarFiles.Entry("cifar-10-batches-bin/test_batch.bin", TestBatch),
            CifarFiles.Entry("./cifar-10-batches-bin/data_batch_1.bin", Batch)));

        Dataset dataset = Load();

        Assert.That(dataset.Train.Labels.ToArray(), Is.EqualTo(new uint[] { 0, 1, 2 }));
        Assert.That(dataset.Test.Labels.ToArray(), Is.EqualTo(new uint[] { 3, 4 }));
        Assert.That(dataset.Train.Image(1)[2], Is.EqualTo(CifarFiles.Pixel(1, 1, 2, 0)));
        Assert.That(Directory.GetFileSystemEntries(_folder.Path), Has.Length.EqualTo(1));
    }

    [TestCase("../data_batch_1.bin")]
    [TestCase("cifar-10-batches-bin/../../data_batch_1.bin")]
    [TestCase("/etc/data_batch_1.bin")]
    [TestCase("..\\data_batch_1.bin")]
    [TestCase("C:/data_batch_1.bin")]
    public void A_name_that_leads_out_is_refused(string name)
    {
        string path = WriteArchive(CifarFiles.Entry(name, Batch), CifarFiles.Entry("test_batch.bin", TestBatch));

        Assert.That(() => Load(), DataFaults.Saying(path, $"'{name}' leads out of the archive", "SHA-256"));
    }

    [TestCase(TarEntryType.SymbolicLink, "/etc/passwd")]
    [TestCase(TarEntryType.HardLink, "test_batch.bin")]
    [TestCase(TarEntryType.Fifo, null)]
    [TestCase(TarEntryType.CharacterDevice, null)]
    public void Links_and_devices_are_refused(TarEntryType type, string? link)
    {
        string path = WriteArchive(
            CifarFiles.Entry("cifar-10-batches-bin/test_batch.bin", TestBatch),
            CifarFiles.Entry("cifar-10-batches-bin/data_batch_1.bin", null, type, link));

        Assert.That(() => Load(), DataFaults.Saying(path, $"is a {type}; only plain files are expected"));
    }

    [Test]
    public void A_folder_in_a_file_s_place_is_refused()
    {
        string path = WriteArchive(CifarFiles.Entry("data_batch_1.bin", null, TarEntryType.Directory), CifarFiles.Entry("test_batch.bin", TestBatch));

        Assert.That(() => Load(), DataFaults.Saying(path, "data_batch_1.bin"));
    }

    [Test]
    public void A_name_that_comes_twice_is_refused()
    {
        string path = WriteArchive(
            CifarFiles.Entry("cifar-10-batches-bin/data_batch_1.bin", Batch),
            CifarFiles.Entry("data_batch_1.bin", Batch),
            CifarFiles.Entry("test_batch.bin", TestBatch));

        Assert.That(() => Load(), DataFaults.Saying(path, "'data_batch_1.bin' is there twice"));
    }

    [Test]
    public void An_entry_that_is_too_long_is_refused()
    {
        string path = WriteArchive(CifarFiles.Entry("data_batch_1.bin", new byte[30_730_001]), CifarFiles.Entry("test_batch.bin", TestBatch));

        Assert.That(() => Load(), DataFaults.Saying(path, "30,730,001 bytes and at most 30,730,000"));
    }

    [Test]
    public void A_missing_entry_is_told()
    {
        string path = WriteArchive(CifarFiles.Entry("cifar-10-batches-bin/data_batch_1.bin", Batch));

        Assert.That(() => Load(), DataFaults.Saying(path, "test_batch.bin is not there"));
    }

    [Test]
    public void A_damaged_record_names_archive_and_entry()
    {
        string path = WriteArchive(CifarFiles.Entry("cifar-10-batches-bin/data_batch_1.bin", Batch[1..]), CifarFiles.Entry("test_batch.bin", TestBatch));

        Assert.That(() => Load(), DataFaults.Saying($"{path}, entry cifar-10-batches-bin/data_batch_1.bin", "9,218 bytes"));
    }

    [Test]
    public void A_flood_behind_a_small_archive_is_stopped()
    {
        // 256 MiB of zeros in an entry that is not looked at: a ratio of 1000.
        TarEntry flood = CifarFiles.Entry("readme.html", null);
        flood.DataStream = new Zeros(256L << 20);
        string path = WriteArchive(flood, CifarFiles.Entry("data_batch_1.bin", Batch), CifarFiles.Entry("test_batch.bin", TestBatch));

        Assert.That(new FileInfo(path).Length, Is.LessThan(4 << 20));
        Assert.That(() => Load(), DataFaults.Saying(path, "unpacks to more than"));
    }

    [Test]
    public void A_flood_behind_the_archive_s_end_is_stopped()
    {
        byte[] archive = CifarFiles.Archive(CifarFiles.Entry("data_batch_1.bin", Batch), CifarFiles.Entry("test_batch.bin", TestBatch));
        using MemoryStream flood = new();
        using (GZipStream packed = new(flood, CompressionLevel.Fastest, leaveOpen: true))
        {
            new Zeros(256L << 20).CopyTo(packed);
        }

        string path = _folder.Write(Name, [.. archive, .. flood.ToArray()]);

        Assert.That(() => Load(), DataFaults.Saying(path, "unpacks to more than"));
    }

    [Test]
    public void Truncation_at_any_place_is_told()
    {
        byte[] archive = CifarFiles.Archive(CifarFiles.Entry("data_batch_1.bin", Batch), CifarFiles.Entry("test_batch.bin", TestBatch));
        int[] lengths = [0, 1, 9, 10, 100, archive.Length / 2, archive.Length - 9, archive.Length - 8, archive.Length - 4, archive.Length - 1];
        foreach (int length in lengths)
        {
            string path = _folder.Write(Name, archive[..length]);

            Assert.That(() => Load(), DataFaults.Saying(path), $"cut to {length} of {archive.Length} bytes");
        }
    }

    [Test]
    public void A_flipped_bit_is_told_or_changes_nothing()
    {
        byte[] archive = CifarFiles.Archive(CifarFiles.Entry("data_batch_1.bin", Batch), CifarFiles.Entry("test_batch.bin", TestBatch));
        _folder.Write(Name, archive);
        string fingerprint = Load().Fingerprint;
        Random random = new(1);

        // Some bits mean nothing: those of the header's time, those that fill the last byte of the packed data.
        int told = Enumerable.Range(0, 100).Count(_ => IsTold(archive, random.Next(archive.Length), random.Next(8), fingerprint));

        Assert.That(told, Is.GreaterThan(80));
    }

    [Test]
    public void A_page_in_an_archive_s_place_is_told()
    {
        string path = _folder.Write(Name, Encoding.UTF8.GetBytes("<!DOCTYPE html><html><body>404</body></html>"));

        Assert.That(() => Load(), DataFaults.Saying(path, "Delete it, and fetch https://www.cs.toronto.edu"));
    }

    [Test]
    public void What_is_packed_but_no_archive_is_told()
    {
        using MemoryStream packed = new();
        using (GZipStream stream = new(packed, CompressionLevel.Fastest, leaveOpen: true))
        {
            stream.Write(Encoding.UTF8.GetBytes(string.Concat(Enumerable.Repeat("no archive ", 200))));
        }

        string path = _folder.Write(Name, packed.ToArray());

        Assert.That(() => Load(), DataFaults.Saying(path));
    }

    [Test]
    public void A_server_with_another_file_gives_no_data_set()
    {
        using LoopbackServer server = new(LoopbackServer.Page("<html>moved</html>", isChunked: false));
        DataOptions options = new() { Folders = [_folder.Path], HttpHandler = server.Handler, RetryDelay = TimeSpan.Zero };

        Assert.That(
            () => DatasetLoader.Load(new DatasetDefinition { Source = new CifarSource(10) }, options),
            DataFaults.Saying("cifar-10-binary.tar.gz", "170,052,171 bytes are expected", "18 of text/html", _folder.Path));
        Assert.That(server.Requests, Is.EqualTo(new[] { "https://www.cs.toronto.edu/~kriz/cifar-10-binary.tar.gz" }));
        Assert.That(Directory.GetFiles(_folder.Path), Is.Empty);
    }

    private bool IsTold(byte[] archive, int place, int bit, string fingerprint)
    {
        byte[] damaged = [.. archive];
        damaged[place] ^= (byte)(1 << bit);
        string path = _folder.Write(Name, damaged);
        try
        {
            Assert.That(Load().Fingerprint, Is.EqualTo(fingerprint), $"bit {bit} flipped in byte {place} of {archive.Length}");
            return false;
        }
        catch (SweepException fault)
        {
            Assert.That(fault.ExitCode, Is.EqualTo(ExitCode.Data));
            Assert.That(fault.Message, Does.Contain(path));
            return true;
        }
    }

    private string WriteArchive(params TarEntry[] entries) => _folder.Write(Name, CifarFiles.Archive(entries));

    private Dataset Load() => DatasetLoader.Load(
        new DatasetDefinition { Source = new CifarSource(10) }, new DataOptions { Folders = [_folder.Path], AllowDownload = false });

    /// <summary>Zeros without memory.</summary>
    private sealed class Zeros(long length) : Stream
    {
        public override bool CanRead => true;

        public override bool CanSeek => true;

        public override bool CanWrite => false;

        public override long Length => length;

        public override long Position { get; set; }

        public override int Read(byte[] buffer, int offset, int count)
        {
            int read = (int)Math.Min(count, length - Position);
            buffer.AsSpan(offset, read).Clear();
            Position += read;
            return read;
        }

        public override long Seek(long offset, SeekOrigin origin) => Position = origin == SeekOrigin.Begin ? offset : throw new NotSupportedException();

        public override void Flush()
        {
        }

        public override void SetLength(long value) => throw new NotSupportedException();

        public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
    }
}
