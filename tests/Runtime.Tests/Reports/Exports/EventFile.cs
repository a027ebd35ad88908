using System.Buffers.Binary;

namespace SweepDsl.Runtime.Tests.Reports.Exports;

/// <summary>Reads an event file as TensorFlow's record format is documented: lengths and data with masked CRC-32C, computed here bit by bit from its polynomial.</summary>
internal static class EventFile
{
    public static List<ProtobufFields> Read(string path)
    {
        byte[] content = File.ReadAllBytes(path);
        List<ProtobufFields> events = [];
        for (int start = 0; start < content.Length;)
        {
            ReadOnlySpan<byte> rest = content.AsSpan(start);
            int length = checked((int)BinaryPrimitives.ReadUInt64LittleEndian(rest));
            Assert.That(BinaryPrimitives.ReadUInt32LittleEndian(rest[8..]), Is.EqualTo(Masked(rest[..8])), "checksum of a length");
            Assert.That(BinaryPrimitives.ReadUInt32LittleEndian(rest[(12 + length)..]), Is.EqualTo(Masked(rest.Slice(12, length))), "checksum of data");
            events.Add(new ProtobufFields(rest.Slice(12, length).ToArray()));
            start += 12 + length + 4;
        }

        return events;
    }

    public static uint Crc32C(ReadOnlySpan<byte> data)
    {
        uint checksum = ~0u;
        foreach (byte one in data)
        {
            checksum ^= one;
            for (int bit = 0; bit < 8; bit++)
            {
                checksum = (checksum >> 1) ^ ((checksum & 1) != 0 ? 0x82F63B78 : 0);
            }
        }

        return ~checksum;
    }

    private static uint Masked(ReadOnlySpan<byte> data)
    {
        uint checksum = Crc32C(data);
        return unchecked(((checksum >> 15) | (checksum << 17)) + 0xA282EAD8u);
    }
}
