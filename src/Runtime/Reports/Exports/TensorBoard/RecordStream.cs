using System.Buffers.Binary;
using System.Numerics;

namespace SweepDsl.Runtime.Reports.Exports.TensorBoard;

/// <summary>
/// TensorFlow's record format: of each record its length (8 bytes, little-endian), the checksum of the length, the data, the checksum of the data. Checksums are CRC-32C, masked as the
/// format has it, for a checksum of data that hold checksums is weak.
/// </summary>
/// <param name="stream">Where to.</param>
internal sealed class RecordStream(Stream stream)
{
    private const uint MaskDelta = 0xA282EAD8;

    /// <summary>Writes a record.</summary>
    public void Write(ReadOnlySpan<byte> data)
    {
        Span<byte> head = stackalloc byte[sizeof(ulong) + sizeof(uint)];
        BinaryPrimitives.WriteUInt64LittleEndian(head, (ulong)data.Length);
        BinaryPrimitives.WriteUInt32LittleEndian(head[sizeof(ulong)..], MaskedChecksum(head[..sizeof(ulong)]));
        stream.Write(head);
        stream.Write(data);
        Span<byte> end = stackalloc byte[sizeof(uint)];
        BinaryPrimitives.WriteUInt32LittleEndian(end, MaskedChecksum(data));
        stream.Write(end);
    }

    private static uint MaskedChecksum(ReadOnlySpan<byte> data)
    {
        uint checksum = uint.MaxValue;
        foreach (byte one in data)
        {
            checksum = BitOperations.Crc32C(checksum, one);
        }

        return unchecked(BitOperations.RotateRight(~checksum, 15) + MaskDelta);
    }
}
