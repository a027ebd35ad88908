using System.Buffers.Binary;
using SweepDsl.Runtime.Data.Files;

namespace SweepDsl.Runtime.Data.Mnist;

/// <summary>
/// Reads idx files of bytes: two zero bytes, the type (8: unsigned byte), the number of dimensions, each dimension as a big-endian 32-bit number, then
/// the values. A name that ends in .gz is unpacked while it is read.
/// </summary>
internal static class IdxFile
{
    private const int ByteType = 8;

    /// <summary>The values of a file.</summary>
    /// <param name="path">The file.</param>
    /// <param name="mostItems">The largest first dimension.</param>
    /// <param name="itemExtents">The dimensions after the first.</param>
    /// <param name="remedy">What the user can do when it is damaged.</param>
    /// <exception cref="SweepException">The header is another, or the content is shorter or longer than it says.</exception>
    public static byte[] Read(string path, int mostItems, int[] itemExtents, string remedy) => DataFile.Read(path, remedy, stream =>
    {
        long mostBytes = HeaderBytes(itemExtents) + ((long)mostItems * ItemBytes(itemExtents));
        using Stream content = path.EndsWith(".gz", StringComparison.Ordinal) ? new GzipContent(stream, mostBytes) : stream;
        byte[] values = new byte[ReadHeader(content, mostItems, itemExtents)];
        int read = content.ReadAtLeast(values, values.Length, throwOnEndOfStream: false);
        if (read < values.Length)
        {
            throw new InvalidDataException($"{values.Length:N0} bytes are expected after the header and only {read:N0} are there");
        }

        return content.ReadByte() < 0
            ? values
            : throw new InvalidDataException($"{values.Length:N0} bytes are expected after the header and more are there");
    });

    private static int ReadHeader(Stream content, int mostItems, int[] itemExtents)
    {
        byte[] header = new byte[HeaderBytes(itemExtents)];
        int read = content.ReadAtLeast(header, header.Length, throwOnEndOfStream: false);
        uint magic = BinaryPrimitives.ReadUInt32BigEndian(header);
        uint expected = (ByteType << 8) | (uint)(1 + itemExtents.Length);
        if (read >= 4 && magic != expected)
        {
            throw new InvalidDataException($"it starts with 0x{magic:x8} and 0x{expected:x8} is expected (bytes in {1 + itemExtents.Length} dimensions)");
        }

        if (read < header.Length)
        {
            throw new InvalidDataException($"its header needs {header.Length} bytes and only {read} are there");
        }

        uint items = BinaryPrimitives.ReadUInt32BigEndian(header.AsSpan(4));
        if (items < 1 || items > mostItems)
        {
            throw new InvalidDataException($"it says it holds {items:N0} items and 1 to {mostItems:N0} are expected");
        }

        uint[] extents = [.. Enumerable.Range(0, itemExtents.Length).Select(i => BinaryPrimitives.ReadUInt32BigEndian(header.AsSpan(4 * (2 + i))))];
        return extents.SequenceEqual(itemExtents.Select(extent => (uint)extent))
            ? checked((int)items * ItemBytes(itemExtents))
            : throw new InvalidDataException($"its items are {string.Join('x', extents)} and {string.Join('x', itemExtents)} is expected");
    }

    private static int HeaderBytes(int[] itemExtents) => 4 * (2 + itemExtents.Length);

    private static int ItemBytes(int[] itemExtents) => itemExtents.Aggregate(1, (product, extent) => product * extent);
}
