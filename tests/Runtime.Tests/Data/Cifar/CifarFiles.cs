using System.Formats.Tar;
using System.IO.Compression;

namespace SweepDsl.Runtime.Tests.Data.Cifar;

/// <summary>Small CIFAR files for tests: record r of file f has the labels given and pixels that tell file, record, channel and place.</summary>
internal static class CifarFiles
{
    public static byte[] Records(int file, params byte[][] labels) => [.. labels.SelectMany((label, record) => label.Concat(Planes(file, record)))];

    public static byte[] Ten(int file, params byte[] labels) => Records(file, [.. labels.Select(label => new[] { label })]);

    public static byte Pixel(int file, int record, int channel, int place) => (byte)((file * 101) + (record * 37) + (channel * 83) + (place * 7));

    /// <summary>Writes the six files of CIFAR-10, ten records each.</summary>
    public static void WriteTen(TemporaryFolder folder, string sub, int batches = 5)
    {
        for (int batch = 1; batch <= batches; batch++)
        {
            folder.Write(Path.Combine(sub, $"data_batch_{batch}.bin"), Ten(batch, 0, 1, 2, 3, 4, 5, 6, 7, 8, 9));
        }

        folder.Write(Path.Combine(sub, "test_batch.bin"), Ten(6, 9, 8, 7, 6, 5, 4, 3, 2, 1, 0));
    }

    public static TarEntry Entry(string name, byte[]? content, TarEntryType type = TarEntryType.RegularFile, string? link = null)
    {
        PaxTarEntry entry = new(type, name) { ModificationTime = DateTimeOffset.UnixEpoch };
        if (content is not null)
        {
            entry.DataStream = new MemoryStream(content);
        }

        if (link is not null)
        {
            entry.LinkName = link;
        }

        return entry;
    }

    public static byte[] Archive(params TarEntry[] entries)
    {
        using MemoryStream result = new();
        using (GZipStream packed = new(result, CompressionLevel.Fastest, leaveOpen: true))
        using (TarWriter writer = new(packed, TarEntryFormat.Pax))
        {
            foreach (TarEntry entry in entries)
            {
                writer.WriteEntry(entry);
            }
        }

        return result.ToArray();
    }

    private static IEnumerable<byte> Planes(int file, int record) =>
        Enumerable.Range(0, 3 * 1024).Select(i => Pixel(file, record, i / 1024, i % 1024));
}
